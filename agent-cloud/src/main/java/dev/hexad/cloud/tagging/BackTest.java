package dev.hexad.cloud.tagging;

import dev.hexad.cloud.search.Search;
import dev.hexad.cloud.settings.TagPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Says what a policy would have found in the past, before it is put in force. */
@Component
class BackTest {
  private final Search search;
  private final Clock clock;

  BackTest(Search search, Clock clock) {
    this.search = search;
    this.clock = clock;
  }

  /**
   * How it would have been at a time.
   *
   * @param total what the policy is about
   * @param due how many of those that did not keep it had used up their time
   */
  record Day(Instant at, long total, long violating, long due) {}

  /** The same time of each day, the newest last; the inventory must have been there then. */
  List<Day> over(TagPolicy policy, int days) {
    Instant now = clock.instant();
    return IntStream.rangeClosed(0, days)
        .mapToObj(back -> day(policy, now.minus(Duration.ofDays(days - back))))
        .toList();
  }

  private Day day(TagPolicy policy, Instant at) {
    return new Day(
        at,
        search.countAt(PolicyFilter.scope(policy), at),
        search.countAt(PolicyFilter.violators(policy), at),
        search.countAt(PolicyFilter.due(policy), at));
  }
}
