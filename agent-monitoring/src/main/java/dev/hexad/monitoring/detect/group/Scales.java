package dev.hexad.monitoring.detect.group;

import java.util.Arrays;

/**
 * How large the deviations of each metric usually are. A share of the whole range seen so far is
 * added, because a metric that hardly moved while learning says little about what is much.
 */
final class Scales {
  private static final double OF_RANGE = 0.05;

  /** The fourth root of the fourth moment of a normal distribution, for a deviation of 1. */
  private static final double NORMAL = Math.pow(3, 0.25);

  private final double[][] squares;
  private final double[][] fourths;
  private final double[] lowest;
  private final double[] highest;
  private int rows;

  Scales(int metrics) {
    squares = new double[Deviation.COUNT][metrics];
    fourths = new double[Deviation.COUNT][metrics];
    lowest = new double[metrics];
    highest = new double[metrics];
    Arrays.fill(lowest, Double.POSITIVE_INFINITY);
    Arrays.fill(highest, Double.NEGATIVE_INFINITY);
  }

  void learn(double[][] residuals) {
    rows++;
    for (int d = 0; d < residuals.length; d++) {
      for (int m = 0; m < residuals[d].length; m++) {
        double square = residuals[d][m] * residuals[d][m];
        squares[d][m] += (square - squares[d][m]) / rows;
        fourths[d][m] += (square * square - fourths[d][m]) / rows;
      }
    }
  }

  void widen(double[] values) {
    for (int m = 0; m < values.length; m++) {
      lowest[m] = Math.min(lowest[m], values[m]);
      highest[m] = Math.max(highest[m], values[m]);
    }
  }

  /** Sizes relative to the usual: by root mean square. */
  double[] sizes(double[][] residuals, Deviation deviation) {
    double[] moments = squares[deviation.ordinal()];
    return sizes(residuals[deviation.ordinal()], moments, 0.5, 1);
  }

  /** The same by the fourth moment, which is wary of metrics that often have outliers. */
  double[] cautious(double[][] residuals, Deviation deviation) {
    double[] moments = fourths[deviation.ordinal()];
    return sizes(residuals[deviation.ordinal()], moments, 0.25, NORMAL);
  }

  private double[] sizes(double[] residuals, double[] moments, double root, double normal) {
    double[] sizes = new double[residuals.length];
    for (int m = 0; m < sizes.length; m++) {
      double scale = Math.pow(moments[m], root) / normal + OF_RANGE * (highest[m] - lowest[m]);
      sizes[m] = scale > 0 ? Math.abs(residuals[m]) / scale : 0;
    }
    return sizes;
  }
}
