package dev.hexad.finops.forecast;

import java.util.Random;
import java.util.stream.IntStream;

/** Series to forecast, the same in each run. */
final class Curves {
  private static final double[] WEEK = {1.1, 1.15, 1.12, 1.08, 1.05, 0.8, 0.7};

  private Curves() {}

  /** Daily cost with weekends, growth and noise. */
  static double[] cost(int days, double growth, double noise, long seed) {
    var random = new Random(seed);
    return IntStream.range(0, days)
        .mapToDouble(day ->
            100 * WEEK[day % 7] * Math.exp(growth * day) * Math.exp(noise * random.nextGaussian()))
        .toArray();
  }

  static double[] times(double[] values, double factor) {
    double[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] *= factor;
    }
    return out;
  }
}
