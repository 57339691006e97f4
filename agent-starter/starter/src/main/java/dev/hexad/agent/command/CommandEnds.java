package dev.hexad.agent.command;

import dev.hexad.contracts.problem.Problem;
import dev.hexad.service.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Stores ends of commands together with what is told of them. Those that come while others are
 * stored share the next transaction; alone, an end waits for nobody.
 */
final class CommandEnds {
  private static final int MOST = 50;

  private final CommandStore store;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  CommandEnds(CommandStore store, Outbox outbox, TransactionTemplate transaction) {
    this.store = store;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  /**
   * How an attempt ended.
   *
   * @param owner who holds the command
   * @param events told if it still does
   */
  record End(
      UUID id,
      UUID owner,
      int attempt,
      CommandState state,
      @Nullable JsonNode result,
      @Nullable Problem problem,
      List<Outbox.Contextual> events) {
    End {
      events = List.copyOf(events);
    }
  }

  /** Returns when the end is stored; false when the command was lost in between. */
  boolean store(End end) {
    var mine = new Waiting(end);
    waiting.add(mine);
    turn.lock();
    try {
      while (!mine.done) {
        storeGathered();
      }
    } finally {
      turn.unlock();
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
    return mine.held;
  }

  private void storeGathered() {
    List<Waiting> together = new ArrayList<>();
    for (Waiting next; together.size() < MOST && (next = waiting.poll()) != null; ) {
      together.add(next);
    }
    try {
      storeAll(together);
    } catch (RuntimeException e) {
      together.forEach(each -> storeAlone(each, e));
    }
  }

  /** What one of them cannot store must not cost the others their ends. */
  private void storeAlone(Waiting end, RuntimeException together) {
    try {
      storeAll(List.of(end));
    } catch (RuntimeException e) {
      e.addSuppressed(together);
      end.failure = e;
      end.done = true;
    }
  }

  private void storeAll(List<Waiting> together) {
    Set<UUID> held =
        transaction.execute(status -> {
          Set<UUID> ended = store.finish(together.stream().map(each -> each.end).toList());
          outbox.events(
              together.stream()
                  .filter(each -> ended.contains(each.end.id()))
                  .flatMap(each -> each.end.events().stream())
                  .toList());
          return ended;
        });
    for (Waiting each : together) {
      each.held = held != null && held.contains(each.end.id());
      each.done = true;
    }
  }

  /** Changed by whose turn it is only. */
  private static final class Waiting {
    private final End end;
    private boolean done;
    private boolean held;
    private @Nullable RuntimeException failure;

    Waiting(End end) {
      this.end = end;
    }
  }
}
