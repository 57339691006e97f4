package dev.hexad.finops.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Weighted mean of methods. A weight falls with the square of the error in back-tests (Bates and
 * Granger, The combination of forecasts, 1969).
 */
final class Ensemble {
  private static final double power = 2;
  private static final double shrink = 0.0;
  private static final double fade = 0.85;
  private static final int most = 16;
  private static final int spacing = 3;

  static final List<Method> METHODS =
      List.of(
          new Smoothing(true),
          new Theta(),
          new Drift(4),
          new Drift(8),
          new HoltWinters(),
          new Autoregression(1, false),
          new Autoregression(1, true),
          new Autoregression(3, true));

  final List<Method> methods;
  final double[] weights;
  final List<Trial> trials;

  /** One forecast of the past. All values are on the additive scale except the plain errors. */
  record Trial(
      double[] actual, double[] expected, double[] plain, double[] naive, double[] actualPlain) {}

  private Ensemble(List<Method> methods, double[] weights, List<Trial> trials) {
    this.methods = methods;
    this.weights = weights;
    this.trials = trials;
  }

  static List<Integer> origins(int length, int cycle, int horizon) {
    int least = Math.max(Math.max(10, length / 3), 2 * cycle + cycle / 2);
    int step = Math.max(1, horizon / spacing);
    var origins = new ArrayList<Integer>();
    for (int origin = length - horizon; origin >= least && origins.size() < most; origin -= step) {
      origins.add(origin);
    }
    return origins;
  }

  static Ensemble of(double[] history, Season season, int horizon) {
    List<Integer> origins = origins(history.length, season.cycle(), horizon);
    List<Sample> samples =
        origins.stream().map(origin -> Sample.of(history, origin, season)).toList();
    List<double[]> shifts =
        samples.stream().map(sample -> Yesteryear.shift(sample, season.year(), horizon)).toList();
    List<Method> methods = new ArrayList<>();
    Sample shortest =
        samples.isEmpty() ? Sample.of(history, history.length, season) : samples.getLast();
    for (Method method : METHODS) {
      if (method.fits(shortest)) {
        methods.add(method);
      }
    }
    double[] errors = new double[methods.size()];
    double[][][] forecasts = new double[methods.size()][samples.size()][];
    for (int m = 0; m < methods.size() && !samples.isEmpty(); m++) {
      double[] parameters = methods.get(m).tune(shortest);
      for (int o = 0; o < samples.size(); o++) {
        double[] forecast =
            samples
                .get(o)
                .shifted(
                    methods.get(m).forecast(samples.get(o), parameters, horizon), shifts.get(o));
        forecasts[m][o] = forecast;
        for (int i = 0; i < horizon; i++) {
          errors[m] += Math.pow(fade, o) * Math.abs(forecast[i] - history[origins.get(o) + i]);
        }
      }
    }
    double[] weights = weights(errors);
    var trials = new ArrayList<Trial>();
    for (int o = 0; o < samples.size(); o++) {
      double[] expected = new double[horizon];
      double[] actual = new double[horizon];
      for (int i = 0; i < horizon; i++) {
        actual[i] = history[origins.get(o) + i];
        double[] values = new double[weights.length];
        for (int m = 0; m < weights.length; m++) {
          values[m] = forecasts[m][o][i];
        }
        expected[i] = combined(values, weights);
      }
      double[] naive = new SeasonalNaive(false).forecast(samples.get(o), new double[0], horizon);
      trials.add(new Trial(actual, expected, expected, naive, actual));
    }
    return new Ensemble(methods, weights, trials);
  }

  private static double[] weights(double[] errors) {
    double mean = 0;
    for (double error : errors) {
      mean += error / errors.length;
    }
    double sum = 0;
    double[] weights = new double[errors.length];
    for (int m = 0; m < errors.length; m++) {
      weights[m] = mean > 0 ? Math.pow((errors[m] / mean + shrink + 1e-3), -power) : 1;
      sum += weights[m];
    }
    for (int m = 0; m < errors.length; m++) {
      weights[m] /= sum;
    }
    return weights;
  }

  double[] forecast(Sample sample, Season season, int horizon) {
    double[][] each = new double[weights.length][];
    for (int m = 0; m < weights.length; m++) {
      each[m] = methods.get(m).forecast(sample, methods.get(m).tune(sample), horizon);
    }
    double[] point = new double[horizon];
    double[] values = new double[weights.length];
    for (int i = 0; i < horizon; i++) {
      for (int m = 0; m < weights.length; m++) {
        values[m] = each[m][i];
      }
      point[i] = combined(values, weights);
    }
    return sample.shifted(point, Yesteryear.shift(sample, season.year(), horizon));
  }

  private static final double mix = 1;

  /**
   * Half way between mean and median, both weighted: the median sheds a method that goes astray.
   */
  private static double combined(double[] values, double[] weights) {
    Integer[] order = new Integer[values.length];
    double mean = 0;
    for (int m = 0; m < values.length; m++) {
      order[m] = m;
      mean += weights[m] * values[m];
    }
    Arrays.sort(order, Comparator.comparingDouble(m -> values[m]));
    double median = values[order[0]];
    double below = 0;
    double place = Double.NaN;
    for (int m : order) {
      double middle = below + weights[m] / 2;
      if (middle >= 0.5) {
        double share = Double.isNaN(place) ? 1 : (0.5 - place) / (middle - place);
        median += share * (values[m] - median);
        break;
      }
      place = middle;
      median = values[m];
      below += weights[m];
    }
    return mix * median + (1 - mix) * mean;
  }
}
