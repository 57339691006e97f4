package dev.hexad.monitoring.detect.group;

/** Finds the period that several metrics share, by their mean autocorrelation. */
final class Period {
  /** Longer series are made coarser first. */
  private static final int LENGTH = 2400;

  private static final int SHORTEST = 12;
  private static final double STRONG = 0.2;
  private static final double NEARLY_BEST = 0.75;
  private static final double CLIP = 3;

  private Period() {}

  /** The period in rows, 0 when there is none that shows at least three times. */
  static int find(double[][] columns) {
    int rows = columns.length == 0 ? 0 : columns[0].length;
    int block = Math.max(1, rows / LENGTH);
    double[] coarse = correlations(columns, block, 1, rows / block / 3);
    int lag = peak(coarse);
    if (lag == 0) {
      return 0;
    }
    return refine(columns, Math.max(1, (lag - 1) * block), (lag + 1) * block);
  }

  /** Of all lags between, the one whose multiples correlate best: they show small errors. */
  private static int refine(double[][] columns, int from, int to) {
    int multiples = Math.max(1, columns[0].length / 2 / to);
    double[] sums = new double[to - from + 1];
    for (int k = 1; k <= multiples; k++) {
      double[] fine = correlations(columns, 1, k * from, k * to);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += fine[k * i];
      }
    }
    return from + highest(sums, 0, sums.length);
  }

  private static int highest(double[] values, int from, int to) {
    int best = from;
    for (int i = from; i < to; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  /** The first of the highest peaks after the correlation of neighbours has died away. */
  private static int peak(double[] correlations) {
    int start = 0;
    while (start < correlations.length && correlations[start] > STRONG / 2) {
      start++;
    }
    double most = 0;
    for (int i = start; i < correlations.length; i++) {
      most = Math.max(most, correlations[i]);
    }
    if (most < STRONG) {
      return 0;
    }
    for (int i = Math.max(start, SHORTEST - 1); i < correlations.length; i++) {
      if (correlations[i] >= NEARLY_BEST * most) {
        return 1 + highest(correlations, i, Math.min(correlations.length, i + 1 + i / 3));
      }
    }
    return 0;
  }

  private static double[] correlations(double[][] columns, int block, int from, int to) {
    double[] sums = new double[Math.max(0, to - from + 1)];
    int used = 0;
    for (double[] column : columns) {
      double[] values = standardised(column, block);
      if (values.length == 0) {
        continue;
      }
      used++;
      for (int lag = from; lag <= to; lag++) {
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
          sum += values[i] * values[i - lag];
        }
        sums[lag - from] += sum / (values.length - lag);
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= Math.max(1, used);
    }
    return sums;
  }

  /** Block means with mean 0 and variance 1, outliers clipped; nothing for a constant. */
  private static double[] standardised(double[] column, int block) {
    double[] means = new double[column.length / block];
    var moments = new Moments();
    for (int i = 0; i < means.length; i++) {
      for (int k = 0; k < block; k++) {
        means[i] += column[i * block + k] / block;
      }
      moments.add(means[i]);
    }
    double deviation = Math.sqrt(moments.variance());
    if (!(deviation > 0)) {
      return new double[0];
    }
    for (int i = 0; i < means.length; i++) {
      means[i] = Math.clamp((means[i] - moments.mean()) / deviation, -CLIP, CLIP);
    }
    return means;
  }
}
