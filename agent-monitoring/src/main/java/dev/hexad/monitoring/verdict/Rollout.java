package dev.hexad.monitoring.verdict;

import dev.hexad.monitoring.judge.Limits;
import dev.hexad.monitoring.scrape.Watched;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rollout under judgement.
 *
 * @param id of the verdict
 * @param baseline what the candidate is held against
 * @param window how long to look
 */
record Rollout(
    UUID id, Watched candidate, @Nullable Watched baseline, Limits limits, Duration window) {
  private static final Duration SHORTEST_LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(15);
  private static final int LOOKS = 120;

  /** Time from one look to the next: a long window is looked at less often. */
  Duration look() {
    Duration even = window.dividedBy(LOOKS);
    return even.compareTo(SHORTEST_LOOK) < 0
        ? SHORTEST_LOOK
        : even.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : even;
  }
}
