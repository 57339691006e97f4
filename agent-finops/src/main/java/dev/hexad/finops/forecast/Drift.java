package dev.hexad.finops.forecast;

import java.util.Arrays;

/**
 * Simple smoothing around a steady drift. The drift is the median change over some cycles, so that
 * steps and passing episodes do not bend it.
 */
record Drift(int cycles) implements Method {

  private static final int MEMORY = 20;
  private static final double DOUBT = 0.5;

  @Override
  public String name() {
    return "drift over " + cycles;
  }

  @Override
  public double[] tune(Sample sample) {
    double[] flat = flat(sample, slope(sample));
    double[] best = {0.5, 0, 1};
    double least = Double.POSITIVE_INFINITY;
    for (double alpha : Smoothing.ALPHAS) {
      double[] candidate = {alpha, 0, 1};
      double error = Smoothing.run(flat, candidate)[2];
      if (error < least) {
        least = error;
        best = candidate;
      }
    }
    return best;
  }

  @Override
  public double[] forecast(Sample sample, double[] parameters, int horizon) {
    double slope = slope(sample);
    double level = Smoothing.run(flat(sample, slope), parameters)[0];
    double[] out = new double[horizon];
    for (int i = 0; i < horizon; i++) {
      out[i] = level + slope * (sample.length() + i);
    }
    return sample.seasoned(out);
  }

  private double[] flat(Sample sample, double slope) {
    double[] flat = sample.adjusted.clone();
    for (int i = 0; i < flat.length; i++) {
      flat[i] -= slope * i;
    }
    return flat;
  }

  double slope(Sample sample) {
    double[] y = sample.adjusted;
    int lag = cycles * (sample.cycles.length == 0 ? 4 : sample.cycles[0]);
    int from = Math.max(lag, y.length - MEMORY * lag);
    if (from + 5 > y.length) {
      return 0;
    }
    double[] changes = new double[y.length - from];
    for (int i = from; i < y.length; i++) {
      changes[i - from] = y[i] - y[i - lag];
    }
    Arrays.sort(changes);
    int n = changes.length;
    double middle = Arrays.stream(changes, n * 2 / 5, n * 3 / 5).average().orElse(0);
    double spread = changes[n * 4 / 5] - changes[n / 5];
    if (spread <= 0) {
      return middle / lag;
    }
    // A drift that is small beside the spread of changes may be chance.
    double sure = middle * middle * n / lag / (spread * spread);
    return middle / lag * sure / (sure + DOUBT);
  }
}
