package dev.hexad.finops.forecast;

import java.time.Duration;
import java.time.Period;
import java.util.Arrays;

/**
 * What repeats in a series.
 *
 * @param cycle steps of the cycle that errors are scaled by, 1 for none
 * @param longer steps of the longer cycle around it, 0 for none
 * @param year steps after which a year looks alike, 0 where that does not matter
 */
public record Season(int cycle, int longer, int year) {
  /** Daily values with a weekly pattern. */
  public static final Season DAILY = new Season(7, 0, 364);

  public Season {
    if (cycle < 1 || longer < 0 || (longer > 0 && longer <= cycle)) {
      throw new IllegalArgumentException("no cycles: " + cycle + ", " + longer);
    }
  }

  /**
   * The cycles that people and calendars cause at this pace.
   *
   * @param step ISO 8601, for example {@code PT1H} or {@code P7D}
   */
  public static Season of(String step, int cycle) {
    if (step.startsWith("PT")) {
      long perWeek = Duration.ofDays(7).dividedBy(Duration.parse(step));
      return new Season(cycle, cycle < perWeek && perWeek % cycle == 0 ? (int) perWeek : 0, 0);
    }
    Period period = Period.parse(step);
    boolean weekly = period.equals(Period.ofDays(7));
    boolean daily = period.equals(Period.ofDays(1));
    return new Season(cycle, weekly && cycle < 52 ? 52 : 0, daily && cycle == 7 ? 364 : 0);
  }

  /** The cycles of more than one step, shortest first, that a history covers twice and a bit. */
  int[] within(int length) {
    int[] both = {cycle, longer};
    return Arrays.stream(both).filter(c -> c > 1 && length >= 2 * c + c / 2).toArray();
  }
}
