package dev.hexad.finops.forecast;

import java.util.List;
import java.util.Map;

/**
 * What is to come, and how far to trust it.
 *
 * @param point the middle, one value per step
 * @param intervals by level in percent, ascending
 * @param weights share of each method in the middle
 * @param backtest how the same forecast did in the past; absent values are NaN
 */
public record Forecast(
    double[] point, List<Interval> intervals, Map<String, Double> weights, Backtest backtest) {

  /** Bounds that the values of each step stay within with some probability. */
  public record Interval(int level, double[] low, double[] high) {}

  /**
   * Errors of forecasts from earlier points of the history.
   *
   * @param origins how many points
   * @param error mean absolute error
   * @param naiveError that of repeating the last cycle
   * @param coverage share of the values that were inside, by level in percent
   */
  public record Backtest(
      int origins, double error, double naiveError, Map<Integer, Double> coverage) {}

  public Forecast {
    intervals = List.copyOf(intervals);
  }

  /** Whether it beat the repetition of the last cycle in the past; false where there is no past. */
  public boolean betterThanNaive() {
    return backtest.error() < backtest.naiveError();
  }

  public Interval interval(int level) {
    return intervals.stream()
        .filter(interval -> interval.level() == level)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no interval of " + level + " %"));
  }
}
