package dev.hexad.finops.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * Bounds from the errors of back-tests (split conformal prediction, Vovk et al.). Errors of
 * different steps are brought to one scale by a power of the step; few errors lean on the normal
 * distribution.
 */
final class Intervals {
  private static final double[] GROWTH = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65};
  static double wide80 = 1.0;
  static double wide95 = 1.0;
  static double few = 1.0;
  static double lean = 0.5;

  final double growth;
  private final double[] sizes;
  private final double root;
  private final int trials;

  private Intervals(double growth, double[] sizes, double root, int trials) {
    this.growth = growth;
    this.sizes = sizes;
    this.root = root;
    this.trials = trials;
  }

  /** From the errors of each back-test by step. */
  static Intervals of(List<double[]> errors) {
    double best = 0.3;
    double least = Double.POSITIVE_INFINITY;
    for (double growth : GROWTH) {
      double logs = 0;
      double sum = 0;
      int count = 0;
      for (double[] trial : errors) {
        for (int i = 0; i < trial.length; i++) {
          sum += Math.abs(trial[i]) / Math.pow(i + 1, growth);
          logs += growth * Math.log(i + 1);
          count++;
        }
      }
      double cost = count * Math.log(sum + 1e-300) + logs + 0.5 * errors.size() * Math.abs(growth - 0.3);
      if (cost < least) {
        least = cost;
        best = growth;
      }
    }
    double chosen = best;
    double[] sizes =
        errors.stream()
            .flatMapToDouble(
                trial ->
                    java.util.stream.IntStream.range(0, trial.length)
                        .mapToDouble(i -> Math.abs(trial[i]) / Math.pow(i + 1, chosen)))
            .sorted()
            .toArray();
    double root = Math.sqrt(Arrays.stream(sizes).map(s -> s * s).average().orElse(0));
    return new Intervals(best, sizes, root, errors.size());
  }

  /** Half the width at a step counted from 0, on the scale of the errors. */
  double half(int level, int step) {
    double normal = level == 80 ? 1.2816 : 1.96;
    double wide = level == 80 ? wide80 : wide95;
    double empirical = sizes.length == 0 ? 0 : quantile(level / 100.0);
    double scale = (lean * normal * root + (1 - lean) * empirical) * wide * (1 + few / Math.max(1, trials));
    return scale * Math.pow(step + 1, growth);
  }

  private double quantile(double share) {
    double place = share * (sizes.length - 1);
    int below = (int) place;
    double above = sizes[Math.min(sizes.length - 1, below + 1)];
    return sizes[below] + (place - below) * (above - sizes[below]);
  }
}
