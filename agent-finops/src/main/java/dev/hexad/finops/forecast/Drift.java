package dev.hexad.finops.forecast;

import java.util.Arrays;

/**
 * Simple smoothing around a steady drift. The drift is the median change over some cycles, so that
 * steps and passing episodes do not bend it.
 */
record Drift(int cycles) implements Method {

  private static final int memory = 40;
  private static final double keep = 1;

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
    int from = Math.max(lag, y.length - memory * lag / 2);
    if (from + 5 > y.length) {
      return 0;
    }
    double[] changes = new double[y.length - from];
    for (int i = from; i < y.length; i++) {
      changes[i - from] = y[i] - y[i - lag];
    }
    Arrays.sort(changes);
    int n = changes.length;
    double middle =
        Arrays.stream(changes, n * 2 / 5, Math.max(n * 2 / 5 + 1, n * 3 / 5)).average().orElse(0);
    double spread = changes[n * 4 / 5] - changes[n / 5];
    double sure = spread <= 0 ? 1 : Math.abs(middle) * Math.sqrt((double) n / lag) / spread;
    return keep * middle / lag * sure * sure / (sure * sure + shrink);
  }

  private static final double shrink = 0.5;
}
