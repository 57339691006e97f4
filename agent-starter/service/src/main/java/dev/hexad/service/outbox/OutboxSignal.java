package dev.hexad.service.outbox;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay when a transaction with messages has committed. */
final class OutboxSignal {
  private final Semaphore raised = new Semaphore(0);

  void raise() {
    if (raised.availablePermits() == 0) {
      raised.release();
    }
  }

  void await(long millis) throws InterruptedException {
    if (raised.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      raised.drainPermits();
    }
  }
}
