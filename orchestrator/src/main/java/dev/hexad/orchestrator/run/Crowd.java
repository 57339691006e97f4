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
  private final int most;
  private final long fresh;
  private final long freshWhenFull;
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
   * @param fresh how long a count is believed
   * @param freshWhenFull how long when it leaves no room: somebody may have gone
   * @param counting counts those of a tenant that are there
   */
  Crowd(int most, Duration fresh, Duration freshWhenFull, ToIntFunction<String> counting) {
    this.most = most;
    this.fresh = fresh.toNanos();
    this.freshWhenFull = freshWhenFull.toNanos();
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
    return count.isOlderThan(count.size() < most ? fresh : freshWhenFull);
  }
}
