package dev.hexad.monitoring.intake;

import dev.hexad.monitoring.alert.Alerts;
import dev.hexad.monitoring.alert.Observation;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes alerts of what was told, in the order in which it came. A message that comes alone is taken
 * at once. While many come close together they are stored first, which is what their senders wait
 * for, and become alerts when it lets up, or after two seconds and then without a pause until none
 * waits.
 */
@Component
class IntakeWorker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(IntakeWorker.class);

  /** Messages in one transaction. */
  private static final int TOGETHER = 10;

  private static final int ATTEMPTS = 5;

  /** Alerts in a message of a storm; senders put at most 64 to 256 into one. */
  private static final int LARGE = 50;

  /** What is new wakes the worker; this is for what another instance has left. */
  private static final long IDLE_MILLIS = 5_000;

  private static final long FAILED_MILLIS = 500;
  private static final long CLOSE_MILLIS = 250;
  private static final long LOOK_MILLIS = 50;
  private static final long LONGEST_PUT_OFF_MILLIS = 2_000;

  private final IntakeQueue queue;
  private final Translation translation;
  private final Alerts alerts;
  private final TransactionTemplate transaction;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running;
  private volatile long cameAt;
  private volatile boolean many;
  private long putOffMillis;

  IntakeWorker(
      IntakeQueue queue, Translation translation, Alerts alerts, TransactionTemplate transaction) {
    this.queue = queue;
    this.translation = translation;
    this.alerts = alerts;
    this.transaction = transaction;
    this.cameAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
  }

  /** A message with so many alerts has come; a large one seldom comes alone. */
  void came(int alerts) {
    many = alerts >= LARGE || sinceLast() < CLOSE_MILLIS;
    cameAt = System.nanoTime();
    wake.release();
  }

  private long sinceLast() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - cameAt);
  }

  private void letThemCome() throws InterruptedException {
    while (many && sinceLast() < CLOSE_MILLIS && putOffMillis < LONGEST_PUT_OFF_MILLIS) {
      Thread.sleep(LOOK_MILLIS);
      putOffMillis += LOOK_MILLIS;
    }
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("intake").start(this::run);
  }

  private void run() {
    while (running) {
      try {
        letThemCome();
        if (!workOff()) {
          putOffMillis = 0;
          if (wake.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
          }
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.atWarn().setCause(e).log("alerts of other systems are taken in later");
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(FAILED_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes several messages, or only the first when one of them has a fault. */
  private boolean workOff() {
    try {
      return workOff(TOGETHER);
    } catch (TransientDataAccessException e) {
      // Others changed the same incidents at the same time.
      return workOff(1);
    } catch (RuntimeException e) {
      return one();
    }
  }

  private boolean one() {
    long[] first = new long[1];
    try {
      return Boolean.TRUE.equals(
          transaction.execute(status -> {
            List<IntakeQueue.Told> told = queue.take(1);
            told.forEach(each -> first[0] = each.id());
            observe(told);
            return !told.isEmpty();
          }));
    } catch (RuntimeException e) {
      if (first[0] == 0) {
        throw e;
      }
      log.atWarn()
          .setCause(e)
          .addKeyValue("message", first[0])
          .log("a message with alerts cannot be taken in");
      queue.failed(first[0], e.getClass().getSimpleName() + ": " + e.getMessage(), ATTEMPTS);
      return true;
    }
  }

  private boolean workOff(int most) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          List<IntakeQueue.Told> told = queue.take(most);
          observe(told);
          return !told.isEmpty();
        }));
  }

  private void observe(List<IntakeQueue.Told> told) {
    List<Observation> seen =
        told.stream()
            .sorted(Comparator.comparingLong(IntakeQueue.Told::id))
            .flatMap(each -> translation.of(each.alerts(), each.receivedAt()).stream())
            .toList();
    if (!seen.isEmpty()) {
      alerts.observe(seen);
    }
  }

  @Override
  public void stop() {
    running = false;
    wake.release();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
