package dev.hexad.finops.outlook;

import dev.hexad.finops.forecast.Forecast;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A forecast of daily effective cost that is kept.
 *
 * @param lastDay the last day that was known; the first value is of the day after
 * @param days how many were known
 * @param error mean absolute error of back-tests, null without any
 * @param naiveError that of repeating the last week
 * @param mean of the last known days, to see errors beside
 * @param covered80 share of the back-tested values that were inside the interval
 * @param better whether it beat the repetition of the last week; where it did not, it says no more
 *     than that
 */
public record Outlook(
    SeriesName name,
    boolean sample,
    LocalDate lastDay,
    int days,
    double[] point,
    double[] low80,
    double[] high80,
    double[] low95,
    double[] high95,
    Map<String, Double> methods,
    int origins,
    @Nullable Double error,
    @Nullable Double naiveError,
    double mean,
    @Nullable Double covered80,
    @Nullable Double covered95,
    boolean better,
    Instant madeAt) {
  private static final int SEEN = 28;

  static Outlook of(
      SeriesName name,
      boolean sample,
      LocalDate lastDay,
      double[] history,
      Forecast forecast,
      Instant madeAt) {
    Forecast.Interval narrow = forecast.interval(80);
    Forecast.Interval wide = forecast.interval(95);
    Forecast.Backtest test = forecast.backtest();
    return new Outlook(
        name,
        sample,
        lastDay,
        history.length,
        forecast.point(),
        narrow.low(),
        narrow.high(),
        wide.low(),
        wide.high(),
        forecast.weights(),
        test.origins(),
        known(test.error()),
        known(test.naiveError()),
        mean(history),
        known(test.coverage().getOrDefault(80, Double.NaN)),
        known(test.coverage().getOrDefault(95, Double.NaN)),
        forecast.betterThanNaive(),
        madeAt);
  }

  private static @Nullable Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static double mean(double[] history) {
    int from = Math.max(0, history.length - SEEN);
    double sum = 0;
    for (int i = from; i < history.length; i++) {
      sum += history[i];
    }
    return history.length == 0 ? 0 : sum / (history.length - from);
  }

  /** The same with another middle; the intervals move along. */
  Outlook around(double[] middle) {
    return new Outlook(
        name,
        sample,
        lastDay,
        days,
        middle,
        moved(low80, middle),
        moved(high80, middle),
        moved(low95, middle),
        moved(high95, middle),
        methods,
        origins,
        error,
        naiveError,
        mean,
        covered80,
        covered95,
        better,
        madeAt);
  }

  private double[] moved(double[] bound, double[] middle) {
    double[] out = new double[bound.length];
    for (int i = 0; i < out.length; i++) {
      double there = bound[i] + middle[i] - point[i];
      out[i] = bound[i] >= 0 ? Math.max(0, there) : there;
    }
    return out;
  }

  /** What is expected on a day after the last known one; 0 beyond the last step. */
  public double on(LocalDate day) {
    long step = day.toEpochDay() - lastDay.toEpochDay() - 1;
    return step < 0 || step >= point.length ? 0 : point[(int) step];
  }
}
