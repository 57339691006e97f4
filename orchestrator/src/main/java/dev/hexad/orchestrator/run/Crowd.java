package dev.hexad.orchestrator.run;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How many runs of each tenant are in a state, without counting them for every new one: who has
 * entered since the last count is added to it, who has left is noticed with the next.
 */
final class Crowd {
  private static final long FRESH = Duration.ofMillis(100).toNanos();

  /** With no room left somebody may have gone, so the next count comes sooner. */
  private static final long FRESH_WHEN_FULL = Duration.ofMillis(10).toNanos();

  private final int most;
  private final ToIntFunction<String> counting;
  private final Map<String, Count> counts = new ConcurrentHashMap<>();

  private record Count(int size, long at) {
    Count more() {
      return new Count(size + 1, at);
    }

    boolean isOlderThan(long nanos) {
      return System.nanoTime() - at > nanos;
    }
  }

  /**
   * @param most so many have room
   * @param counting counts those of a tenant that are there
   */
  Crowd(int most, ToIntFunction<String> counting) {
    this.most = most;
    this.counting = counting;
  }

  boolean hasRoom(String tenant) {
    return counts.compute(tenant, this::current).size() < most;
  }

  /** Takes a place; tells whether there was one. */
  boolean enter(String tenant) {
    return counts.compute(tenant, (t, known) -> current(t, known).more()).size() <= most;
  }

  private Count current(String tenant, @Nullable Count known) {
    return known == null || isStale(known) ? counted(tenant) : known;
  }

  private Count counted(String tenant) {
    long at = System.nanoTime();
    return new Count(counting.applyAsInt(tenant), at);
  }

  private boolean isStale(Count count) {
    return count.isOlderThan(count.size() < most ? FRESH : FRESH_WHEN_FULL);
  }
}
