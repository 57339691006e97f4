package dev.hexad.agent.command;

import dev.hexad.agent.AgentProperties;
import dev.hexad.contracts.message.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Claims commands and works on them, a bounded number at once, each on a virtual thread and under a
 * lease that is renewed while the work goes on. A command whose worker vanished is claimed again
 * when its lease has run out, here or by another instance.
 */
final class CommandWorker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(CommandWorker.class);

  /** What is new wakes the worker; this is for commands whose worker is gone. */
  private static final long IDLE_MILLIS = 4_000;

  private static final long FAILED_MILLIS = 2_000;

  private final UUID owner = Ids.next();
  private final CommandExecution.Factory executions;
  private final AgentProperties properties;
  private final Semaphore free;
  private final Semaphore wake = new Semaphore(0);
  private final Map<UUID, CommandExecution> running = new ConcurrentHashMap<>();
  private volatile @Nullable Thread claims;
  private volatile @Nullable Thread renewals;

  CommandWorker(CommandExecution.Factory executions, AgentProperties properties) {
    this.executions = executions;
    this.properties = properties;
    this.free = new Semaphore(properties.workers());
  }

  /** Looks for work now instead of at the next tick. */
  void wake() {
    wake.release();
  }

  /** Sees now which running commands were cancelled. */
  void renewSoon() {
    running.values().forEach(CommandExecution::renew);
  }

  @Override
  public void start() {
    claims = Thread.ofVirtual().name("command-claims").start(this::claimLoop);
    renewals = Thread.ofVirtual().name("command-renewals").start(this::renewLoop);
  }

  private void claimLoop() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        free.acquire();
        if (claim(1 + free.drainPermits())) {
          continue;
        }
        if (wake.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.atWarn().setCause(e).log("cannot claim commands, trying again");
        if (!pause()) {
          return;
        }
      }
    }
  }

  /** Claims for so many places, which are taken, and begins; false when nothing waits. */
  private boolean claim(int places) {
    List<CommandExecution> claimed = List.of();
    try {
      claimed = executions.claim(owner, free, places);
    } finally {
      free.release(places - claimed.size());
    }
    claimed.forEach(this::begin);
    return !claimed.isEmpty();
  }

  /**
   * Does something in a transaction that adds commands, and claims in the same one for those places
   * that are free: who comes when nobody waits is begun without a second commit.
   */
  void claimWith(TransactionTemplate transaction, Runnable adds) {
    int places = free.drainPermits();
    List<CommandExecution> claimed = new ArrayList<>();
    try {
      transaction.executeWithoutResult(status -> {
        claimed.clear();
        adds.run();
        if (places > 0) {
          claimed.addAll(executions.claim(owner, free, places));
        }
      });
    } catch (RuntimeException e) {
      claimed.clear();
      throw e;
    } finally {
      free.release(places - claimed.size());
    }
    claimed.forEach(this::begin);
    if (claimed.size() == places) {
      wake(); // There may be more than there were places for.
    }
  }

  private void begin(CommandExecution execution) {
    UUID id = execution.commandId();
    running.put(id, execution);
    Thread.ofVirtual()
        .name("command-" + id)
        .start(() -> {
          try {
            execution.run();
          } finally {
            running.remove(id, execution);
          }
        });
  }

  private void renewLoop() {
    long every = Math.max(250, properties.commandLease().toMillis() / 4);
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(Math.min(every, 500));
        running.values().forEach(execution -> tick(execution, every));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** What goes wrong with one command must not cost the others their leases. */
  private static void tick(CommandExecution execution, long every) {
    try {
      execution.tick(every);
    } catch (RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("command", execution.commandId())
          .log("cannot renew a lease, trying again");
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(FAILED_MILLIS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public void stop() {
    for (Thread thread : new Thread[] {claims, renewals}) {
      if (thread != null) {
        thread.interrupt();
      }
    }
    running.values().forEach(CommandExecution::shutDown);
    claims = null;
    renewals = null;
  }

  @Override
  public boolean isRunning() {
    return claims != null;
  }
}
