package dev.hexad.finops.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Forecasts one series by a combination of methods, weighed by how each did on it before. Pure and
 * safe for use by several threads; the scale of a history does not matter.
 */
public final class Forecaster {
  private static final int[] LEVELS = {80, 95};
  private static final double NOTHING = 1e-12;

  private final Season season;
  private final int horizon;
  private final double unit;
  private final Sample sample;
  private final boolean positive;
  private final Ensemble ensemble;

  private Forecaster(double[] history, Season season, int horizon) {
    this.season = season;
    this.horizon = horizon;
    double[] filled = Gaps.fill(history, season.cycle());
    unit = unit(filled);
    double[] scaled = Arrays.stream(filled).map(value -> value / unit).toArray();
    sample = Sample.of(scaled, scaled.length, season);
    positive = Arrays.stream(scaled).allMatch(value -> value >= 0);
    ensemble = Ensemble.of(scaled, season, horizon);
  }

  /**
   * Continues a history.
   *
   * @param history evenly spaced, oldest first; NaN where a value is missing
   * @throws IllegalArgumentException without any value or step
   */
  public static Forecast forecast(double[] history, Season season, int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException("the horizon must be positive, not " + horizon);
    }
    return new Forecaster(history, season, horizon).forecast();
  }

  private Forecast forecast() {
    double[] point = ensemble.forecast(sample, season, horizon);
    List<double[]> errors = errors();
    var widths = new Intervals(errors);
    var intervals = new ArrayList<Forecast.Interval>();
    Map<Integer, Double> coverage = new LinkedHashMap<>();
    for (int level : LEVELS) {
      intervals.add(interval(point, widths, level));
      coverage.put(
          level, ensemble.trials().isEmpty() ? Double.NaN : covered(errors, widths, level));
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int m = 0; m < ensemble.methods().size(); m++) {
      weights.put(ensemble.methods().get(m).name(), ensemble.weight(m));
    }
    double error = 0;
    double naive = 0;
    int values = ensemble.trials().size() * horizon;
    for (Ensemble.Trial trial : ensemble.trials()) {
      for (int i = 0; i < horizon; i++) {
        error += unit * Math.abs(trial.actual()[i] - trial.expected()[i]);
        naive += unit * Math.abs(trial.actual()[i] - trial.naive()[i]);
      }
    }
    return new Forecast(
        Arrays.stream(point).map(this::plain).toArray(),
        intervals,
        weights,
        new Forecast.Backtest(ensemble.trials().size(), error / values, naive / values, coverage));
  }

  private Forecast.Interval interval(double[] point, Intervals widths, int level) {
    double[] low = new double[horizon];
    double[] high = new double[horizon];
    for (int i = 0; i < horizon; i++) {
      double half = widths.half(level, i);
      double middle = additive(point[i]);
      low[i] = plain(back(middle - half));
      high[i] = plain(back(middle + half));
    }
    return new Forecast.Interval(level, low, high);
  }

  /** Errors on the additive scale. Without back-tests, the changes between values stand in. */
  private List<double[]> errors() {
    List<double[]> errors = new ArrayList<>();
    for (Ensemble.Trial trial : ensemble.trials()) {
      double[] error = new double[horizon];
      for (int i = 0; i < horizon; i++) {
        error[i] = additive(trial.actual()[i]) - additive(trial.expected()[i]);
      }
      errors.add(error);
    }
    if (errors.isEmpty()) {
      for (int i = 1; i < sample.length(); i++) {
        errors.add(new double[] {additive(sample.raw[i]) - additive(sample.raw[i - 1])});
      }
    }
    if (errors.isEmpty()) {
      // Of a single value nothing is known but its size.
      errors.add(new double[] {sample.logged ? 1 : sample.raw[0]});
    }
    return errors;
  }

  private static double covered(List<double[]> errors, Intervals widths, int level) {
    int inside = 0;
    int all = 0;
    for (double[] error : errors) {
      for (int i = 0; i < error.length; i++) {
        inside += Math.abs(error[i]) <= widths.half(level, i) ? 1 : 0;
        all++;
      }
    }
    return (double) inside / all;
  }

  /** A power of two near the mean size, so that dividing loses no digit. */
  private static double unit(double[] values) {
    double size = Arrays.stream(values).map(Math::abs).average().orElse(0);
    return size > 0 && Double.isFinite(size) ? Math.scalb(1.0, Math.getExponent(size)) : 1;
  }

  private double plain(double value) {
    return unit * (positive ? Math.max(0, value) : value);
  }

  private double additive(double value) {
    return sample.logged ? Math.log(Math.max(value, NOTHING)) : value;
  }

  private double back(double value) {
    return sample.logged ? Sample.exp(value) : value;
  }
}
