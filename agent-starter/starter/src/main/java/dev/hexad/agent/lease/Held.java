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
  static final Held NOTHING = new Held(0, null, null);

  private final long token;
  private final @Nullable Thread renewal;
  private final @Nullable Runnable release;
  private volatile boolean lost;

  private Held(long token, @Nullable Thread renewal, @Nullable Runnable release) {
    this.token = token;
    this.renewal = renewal;
    this.release = release;
  }

  /** Stands for the lease of the command's stage, which the orchestrator renews. */
  static Held ofStage(long token) {
    return new Held(token, null, null);
  }

  static Held renewed(OrchestratorClient orchestrator, UUID id, long token, Duration every) {
    var loop = new Renewal(orchestrator, id, every);
    Thread thread = Thread.ofVirtual().name("lease-" + id).unstarted(loop);
    var held = new Held(token, thread, () -> release(orchestrator, id));
    loop.lost = () -> held.lost = true;
    thread.start();
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
    if (renewal != null) {
      renewal.interrupt();
    }
    if (release != null && !lost) {
      release.run();
    }
  }

  /** Gives a lease back; where that does not arrive it runs out by itself. */
  static void release(OrchestratorClient orchestrator, UUID id) {
    try {
      orchestrator.releaseLease(id);
    } catch (OrchestratorClient.RefusedException e) {
      log.atDebug().setCause(e).addKeyValue("lease", id).log("lease had ended already");
    } catch (IOException e) {
      log.atWarn().setCause(e).addKeyValue("lease", id).log("lease not given back; it runs out");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Renewal implements Runnable {
    private final OrchestratorClient orchestrator;
    private final UUID id;
    private final Duration every;
    private Runnable lost = () -> {};

    Renewal(OrchestratorClient orchestrator, UUID id, Duration every) {
      this.orchestrator = orchestrator;
      this.id = id;
      this.every = every;
    }

    @Override
    public void run() {
      try {
        while (true) {
          Thread.sleep(every);
          if (!renew()) {
            lost.run();
            return;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** False when it is certain that it has run out; no answer says nothing. */
    private boolean renew() throws InterruptedException {
      try {
        orchestrator.renewLease(id);
        return true;
      } catch (OrchestratorClient.RefusedException e) {
        log.atWarn().setCause(e).addKeyValue("lease", id).log("lease lost");
        return e.status() != 404;
      } catch (IOException e) {
        log.atDebug().setCause(e).addKeyValue("lease", id).log("lease not renewed");
        return true;
      }
    }
  }
}
