package dev.hexad.finops.estimate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What bills say of earlier estimates of a type of resource.
 *
 * @param factor the middle one of what was paid divided by what was estimated, 1 with fewer than
 *     three
 * @param error mean of how far off the bill each would have been by the factor of the others; null
 *     when nothing was learnt
 * @param samples how many were compared
 */
record Correction(double factor, @Nullable Double error, int samples) {
  static final Correction NONE = new Correction(1, null, 0);
  private static final int FEWEST = 3;

  /** Learns from what was paid divided by what was estimated. */
  static Correction of(List<Double> ratios) {
    int n = ratios.size();
    if (n < FEWEST) {
      return new Correction(1, null, n);
    }
    double[] all = ratios.stream().mapToDouble(Double::doubleValue).toArray();
    double error = 0;
    for (int i = 0; i < n; i++) {
      error += Math.abs(median(without(all, i)) / all[i] - 1);
    }
    return new Correction(median(all), error / n, n);
  }

  private static double[] without(double[] all, int left) {
    double[] rest = new double[all.length - 1];
    System.arraycopy(all, 0, rest, 0, left);
    System.arraycopy(all, left + 1, rest, left, rest.length - left);
    return rest;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
