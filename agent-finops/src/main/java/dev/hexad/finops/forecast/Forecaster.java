package dev.hexad.finops.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Forecasts one series by a combination of methods that is weighed by how each did on it before.
 */
public final class Forecaster {
  private static final int[] LEVELS = {80, 95};

  private Forecaster() {}

  /**
   * Continues a history.
   *
   * @param history evenly spaced, oldest first; NaN where a value is missing
   * @throws IllegalArgumentException without any value or step
   */
  public static Forecast forecast(double[] history, Season season, int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon must be positive: " + horizon);
    }
    double[] filled = Gaps.fill(history, season.cycle());
    double unit = unit(filled);
    for (int i = 0; i < filled.length; i++) {
      filled[i] /= unit;
    }
    Sample whole = Sample.of(filled, filled.length, season);
    Ensemble ensemble = Ensemble.of(filled, season, horizon);
    double[] point = ensemble.forecast(whole, season, horizon);
    boolean positive = Arrays.stream(filled).allMatch(v -> v >= 0);
    boolean logged = whole.logged;
    List<double[]> errors = new ArrayList<>();
    for (Ensemble.Trial trial : ensemble.trials) {
      double[] error = new double[horizon];
      for (int i = 0; i < horizon; i++) {
        error[i] = scale(trial.actual()[i], logged) - scale(trial.expected()[i], logged);
      }
      errors.add(error);
    }
    if (errors.isEmpty()) {
      errors = steps(whole.level);
    }
    Intervals widths = Intervals.of(errors);
    var intervals = new ArrayList<Forecast.Interval>();
    Map<Integer, Double> coverage = new LinkedHashMap<>();
    for (int level : LEVELS) {
      double[] low = new double[horizon];
      double[] high = new double[horizon];
      for (int i = 0; i < horizon; i++) {
        double half = widths.half(level, i);
        double middle = scale(point[i], logged);
        low[i] = unit * floor(back(middle - half, logged), positive);
        high[i] = unit * back(middle + half, logged);
      }
      intervals.add(new Forecast.Interval(level, low, high));
      coverage.put(level, covered(errors, widths, level));
    }
    double error = 0;
    double naive = 0;
    for (Ensemble.Trial trial : ensemble.trials) {
      for (int i = 0; i < horizon; i++) {
        double share = unit / horizon / ensemble.trials.size();
        error += share * Math.abs(trial.actual()[i] - trial.expected()[i]);
        naive += share * Math.abs(trial.actual()[i] - trial.naive()[i]);
      }
    }
    for (int i = 0; i < horizon; i++) {
      point[i] = unit * floor(point[i], positive);
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int m = 0; m < ensemble.weights.length; m++) {
      weights.put(ensemble.methods.get(m).name(), ensemble.weights[m]);
    }
    int origins = ensemble.trials.size();
    return new Forecast(
        point,
        intervals,
        weights,
        new Forecast.Backtest(
            origins, origins > 0 ? error : Double.NaN, origins > 0 ? naive : Double.NaN, coverage));
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
    return all == 0 ? Double.NaN : (double) inside / all;
  }

  /** Without back-tests, the changes from value to value stand in for errors. */
  private static List<double[]> steps(double[] level) {
    List<double[]> steps = new ArrayList<>();
    for (int i = 1; i < level.length; i++) {
      steps.add(new double[] {level[i] - level[i - 1]});
    }
    if (steps.isEmpty()) {
      // Of a single value nothing is known but its size.
      steps.add(new double[] {level[0]});
    }
    return steps;
  }

  /** A power of two near the mean size, so that dividing loses no digit. */
  private static double unit(double[] values) {
    double size = Arrays.stream(values).map(Math::abs).average().orElse(0);
    return size > 0 && !Double.isInfinite(size) ? Math.scalb(1.0, Math.getExponent(size)) : 1;
  }

  private static double floor(double value, boolean positive) {
    return positive ? Math.max(0, value) : value;
  }

  private static double scale(double value, boolean logged) {
    return logged ? Math.log(Math.max(value, 1e-12)) : value;
  }

  private static double back(double value, boolean logged) {
    return logged ? Math.exp(Math.min(value, 700)) : value;
  }
}
