package dev.hexad.finops.anomaly;

import java.util.Arrays;

/** Statistics that a few wild values do not move; NaN counts as absent. */
final class Robust {
  private static final double MAD = 1.4826;

  private Robust() {}

  static double median(double[] values) {
    double[] present = present(values);
    int n = present.length;
    if (n == 0) {
      return Double.NaN;
    }
    return (present[n / 2] + present[(n - 1) / 2]) / 2;
  }

  static double quantile(double[] values, double share) {
    double[] present = present(values);
    if (present.length == 0) {
      return Double.NaN;
    }
    double place = share * (present.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, present.length - 1);
    return present[below] + (place - below) * (present[above] - present[below]);
  }

  /** The larger of what the middle and what the tail of residuals say about their spread. */
  static double spread(double[] residuals, double least) {
    double[] sizes = Arrays.stream(residuals).map(Math::abs).toArray();
    return Math.max(least, Math.max(MAD * median(sizes), quantile(sizes, 0.95) / 2));
  }

  static int count(double[] values) {
    return (int) Arrays.stream(values).filter(v -> !Double.isNaN(v)).count();
  }

  private static double[] present(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
  }
}
