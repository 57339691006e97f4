package dev.hexad.agent.lease;

import dev.hexad.agent.enrolment.OrchestratorClient;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lease that is renewed until it is closed. */
public final class Held implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Held.class);

  /** Stands for a lease where none was needed. */
  static final Held NOTHING = ofStage(0);

  private final long token;
  private @Nullable Runnable end;
  private volatile boolean lost;

  private Held(long token) {
    this.token = token;
  }

  /** Stands for the lease of the command's stage, which the orchestrator renews. */
  static Held ofStage(long token) {
    return new Held(token);
  }

  static Held renewed(OrchestratorClient orchestrator, UUID id, long token, Duration every) {
    var held = new Held(token);
    Thread renewal =
        Thread.ofVirtual().name("lease-" + id).start(() -> held.renew(orchestrator, id, every));
    held.end =
        () -> {
          renewal.interrupt();
          if (!held.lost) {
            release(orchestrator, id);
          }
        };
    return held;
  }

  /** Grows from one holder to the next; 0 where there is no lease. */
  public long token() {
    return token;
  }

  /** True when the orchestrator says that it ran out; somebody else may have it by now. */
  public boolean lost() {
    return lost;
  }

  @Override
  public void close() {
    if (end != null) {
      end.run();
    }
  }

  private void renew(OrchestratorClient orchestrator, UUID id, Duration every) {
    try {
      while (!lost) {
        Thread.sleep(every);
        lost = hasRunOut(orchestrator, id);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** True when that is certain; no answer says nothing. */
  private static boolean hasRunOut(OrchestratorClient orchestrator, UUID id)
      throws InterruptedException {
    try {
      orchestrator.renewLease(id);
      return false;
    } catch (OrchestratorClient.RefusedException e) {
      log.atWarn().setCause(e).addKeyValue("lease", id).log("lease not renewed");
      return e.status() == 404;
    } catch (IOException e) {
      log.atDebug().setCause(e).addKeyValue("lease", id).log("no answer to the renewal of a lease");
      return false;
    }
  }

  /**
   * Gives a lease back; where that does not arrive it runs out by itself. Who was interrupted gives
   * back too, which no request can do before the interrupt is put aside.
   */
  static void release(OrchestratorClient orchestrator, UUID id) {
    boolean interrupted = Thread.interrupted();
    try {
      orchestrator.releaseLease(id);
    } catch (OrchestratorClient.RefusedException e) {
      log.atDebug().setCause(e).addKeyValue("lease", id).log("lease had ended already");
    } catch (IOException e) {
      log.atWarn().setCause(e).addKeyValue("lease", id).log("lease not given back; it runs out");
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
