package dev.hexad.ci.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Keeps deliveries that come at the same time in one transaction: whoever holds the lock commits
 * for all that wait, so that one write to the disk serves many. Each caller returns after its own
 * delivery is committed, and gets its own failure.
 */
@Component
final class GroupCommit {
  private static final int MAX = 100;

  private final Deliveries deliveries;
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock lock = new ReentrantLock();

  GroupCommit(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  private record Waiting(
      Deliveries.Decided decided, CompletableFuture<Deliveries.Receipt> receipt) {}

  /** Keeps a delivery; when this returns, it is committed. */
  Deliveries.Receipt receive(Deliveries.Incoming incoming, Decision decision) {
    var mine = new Waiting(new Deliveries.Decided(incoming, decision), new CompletableFuture<>());
    queue.add(mine);
    while (!mine.receipt().isDone()) {
      lock.lock();
      try {
        if (!mine.receipt().isDone()) {
          commit();
        }
      } finally {
        lock.unlock();
      }
    }
    try {
      return mine.receipt().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void commit() {
    var group = new ArrayList<Waiting>();
    Waiting next = queue.poll();
    while (next != null) {
      group.add(next);
      next = group.size() < MAX ? queue.poll() : null;
    }
    try {
      tell(group, deliveries.receive(group.stream().map(Waiting::decided).toList()));
    } catch (RuntimeException e) {
      one(group, e);
    }
  }

  /** One bad delivery must not take the others with it. */
  private void one(List<Waiting> group, RuntimeException failure) {
    if (group.size() == 1) {
      group.getFirst().receipt().completeExceptionally(failure);
      return;
    }
    for (Waiting waiting : group) {
      try {
        tell(List.of(waiting), deliveries.receive(List.of(waiting.decided())));
      } catch (RuntimeException e) {
        waiting.receipt().completeExceptionally(e);
      }
    }
  }

  private static void tell(List<Waiting> group, List<Deliveries.Receipt> receipts) {
    for (int i = 0; i < group.size(); i++) {
      group.get(i).receipt().complete(receipts.get(i));
    }
  }
}
