package dev.hexad.finops.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Weighted median of methods. A weight falls with the square of the error in back-tests (Bates and
 * Granger, The combination of forecasts, 1969); the median sheds a method that goes astray.
 */
final class Ensemble {
  private static final int MOST_TRIALS = 16;
  private static final int TRIALS_PER_HORIZON = 3;
  private static final double FADE = 0.85;
  private static final double TINY = 1e-3;

  private static final List<Method> METHODS =
      List.of(
          new Smoothing(true),
          new Theta(),
          new Drift(4),
          new Drift(8),
          new HoltWinters(),
          new Autoregression(1, false),
          new Autoregression(1, true),
          new Autoregression(3, true));

  private final List<Method> methods;
  private final double[] weights;
  private final List<Trial> trials;

  /** A forecast from an earlier point, and what came. */
  record Trial(double[] actual, double[] expected, double[] naive) {}

  private Ensemble(List<Method> methods, double[] weights, List<Trial> trials) {
    this.methods = methods;
    this.weights = weights;
    this.trials = trials;
  }

  /** Back-tests the methods. Parameters are chosen before the earliest back-test begins. */
  static Ensemble of(double[] history, Season season, int horizon) {
    List<Sample> samples =
        origins(history.length, season.cycle(), horizon).stream()
            .map(origin -> Sample.of(history, origin, season))
            .toList();
    Sample shortest =
        samples.isEmpty() ? Sample.of(history, history.length, season) : samples.getLast();
    List<Method> methods = METHODS.stream().filter(method -> method.fits(shortest)).toList();
    double[][][] forecasts = new double[methods.size()][samples.size()][];
    double[] errors = new double[methods.size()];
    for (int m = 0; m < methods.size() && !samples.isEmpty(); m++) {
      double[] parameters = methods.get(m).tune(shortest);
      for (int o = 0; o < samples.size(); o++) {
        Sample sample = samples.get(o);
        forecasts[m][o] =
            Yesteryear.shift(sample, season, methods.get(m).forecast(sample, parameters, horizon));
        for (int i = 0; i < horizon; i++) {
          double error = Math.abs(forecasts[m][o][i] - history[sample.length() + i]);
          errors[m] += Math.pow(FADE, o) * error;
        }
      }
    }
    double[] weights = weights(errors);
    var trials = new ArrayList<Trial>();
    for (int o = 0; o < samples.size(); o++) {
      Sample sample = samples.get(o);
      double[][] each = new double[methods.size()][];
      for (int m = 0; m < each.length; m++) {
        each[m] = forecasts[m][o];
      }
      int origin = sample.length();
      trials.add(
          new Trial(
              Arrays.copyOfRange(history, origin, origin + horizon),
              combined(each, weights, horizon),
              SeasonalNaive.forecast(sample, horizon)));
    }
    return new Ensemble(methods, weights, trials);
  }

  private static List<Integer> origins(int length, int cycle, int horizon) {
    int least = Math.max(Math.max(10, length / 3), 2 * cycle + cycle / 2);
    int step = Math.max(1, horizon / TRIALS_PER_HORIZON);
    var origins = new ArrayList<Integer>();
    int origin = length - horizon;
    while (origin >= least && origins.size() < MOST_TRIALS) {
      origins.add(origin);
      origin -= step;
    }
    return origins;
  }

  private static double[] weights(double[] errors) {
    double mean = Arrays.stream(errors).average().orElse(0);
    double[] weights =
        Arrays.stream(errors)
            .map(error -> mean > 0 ? Math.pow(error / mean + TINY, -2) : 1)
            .toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  double[] forecast(Sample sample, Season season, int horizon) {
    double[][] each = new double[methods.size()][];
    for (int m = 0; m < each.length; m++) {
      Method method = methods.get(m);
      each[m] = method.forecast(sample, method.tune(sample), horizon);
    }
    return Yesteryear.shift(sample, season, combined(each, weights, horizon));
  }

  private static double[] combined(double[][] each, double[] weights, int horizon) {
    double[] out = new double[horizon];
    double[] values = new double[each.length];
    for (int i = 0; i < horizon; i++) {
      for (int m = 0; m < each.length; m++) {
        values[m] = each[m][i];
      }
      out[i] = median(values, weights);
    }
    return out;
  }

  /** Interpolates between the two values around half of the weight. */
  static double median(double[] values, double[] weights) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, m -> m);
    Arrays.sort(order, Comparator.comparingDouble(m -> values[m]));
    double median = values[order[0]];
    double below = 0;
    double place = 0.5;
    for (int m : order) {
      double middle = below + weights[m] / 2;
      if (middle >= 0.5) {
        double share = below > 0 ? (0.5 - place) / (middle - place) : 1;
        return median + share * (values[m] - median);
      }
      place = middle;
      median = values[m];
      below += weights[m];
    }
    return median;
  }

  List<Trial> trials() {
    return trials;
  }

  List<Method> methods() {
    return methods;
  }

  double weight(int method) {
    return weights[method];
  }
}
