package dev.hexad.orchestrator.transport;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes the calls that wait in this process when something came. */
@Component
final class TransportSignal {
  private long count;

  synchronized long count() {
    return count;
  }

  synchronized void raise() {
    count++;
    notifyAll();
  }

  /** Raises when the current transaction has committed. */
  void raiseAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            raise();
          }
        });
  }

  /** Returns when something came since the count was read, or when the time is over. */
  synchronized void await(long since, long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    while (count == since) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
