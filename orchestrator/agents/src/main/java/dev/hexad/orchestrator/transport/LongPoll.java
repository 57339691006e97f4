package dev.hexad.orchestrator.transport;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Lets calls wait for something to come. */
@Component
class LongPoll {
  private static final int MAX_WAIT_SECONDS = 30;

  /** Calls of one agent that wait in this process at once. */
  private static final int MAX_CALLS = 32;

  /** What came through another instance is found after this time. */
  private static final long LOOK_MILLIS = 1_000;

  private final TransportSignal signal;
  private final Map<String, Semaphore> calls = new ConcurrentHashMap<>();

  LongPoll(TransportSignal signal) {
    this.signal = signal;
  }

  /** What the look gives as soon as it is not empty, or an empty list when the time is over. */
  <T> List<T> until(String caller, int waitSeconds, Supplier<List<T>> look)
      throws InterruptedException {
    Semaphore places = calls.computeIfAbsent(caller, c -> new Semaphore(MAX_CALLS));
    if (!places.tryAcquire()) {
      throw new HexadException(
          ProblemType.RATE_LIMITED, "More than " + MAX_CALLS + " calls of this agent wait.");
    }
    try {
      long end = System.nanoTime() + Math.clamp(waitSeconds, 0, MAX_WAIT_SECONDS) * 1_000_000_000L;
      while (true) {
        long seen = signal.count();
        List<T> found = look.get();
        long left = (end - System.nanoTime()) / 1_000_000;
        if (!found.isEmpty() || left <= 0) {
          return found;
        }
        signal.await(seen, Math.min(left, LOOK_MILLIS));
      }
    } finally {
      places.release();
    }
  }
}
