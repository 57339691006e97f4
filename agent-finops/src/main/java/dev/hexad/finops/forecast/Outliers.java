package dev.hexad.finops.forecast;

import java.util.Arrays;

/**
 * Pulls single wild values towards their surroundings (Hampel filter on values without seasons).
 */
final class Outliers {
  private static final int tail = 2;
  private static final double end = 1;
  private static final double quant = 0.8;

  private Outliers() {}

  static void clamp(double[] values, int[] cycles, double limit, int half) {
    int n = values.length;
    if (n < 3 * half) {
      return;
    }
    double[] rest = values.clone();
    for (int cycle : cycles) {
      double[] figure = SeasonalFigure.of(rest, cycle);
      for (int i = 0; i < n; i++) {
        rest[i] -= figure[i % cycle];
      }
    }
    double[] both = new double[n];
    double[] past = new double[n];
    double[] medians = medians(rest, half);
    for (int i = Math.min(half, 3); i < n; i++) {
      double before = rest[i] - (i < half ? median(rest, 0, i) : medians[i - half]);
      past[i] = before;
      if (i >= n - tail) {
        continue;
      }
      double after = rest[i] - (i + 1 + half > n ? median(rest, i + 1, n) : medians[i + 1]);
      if (before * after > 0) {
        both[i] = Math.abs(before) < Math.abs(after) ? before : after;
      }
    }
    double settled = limit * scale(both);
    double recent = limit * end * scale(past);
    for (int i = 0; i < n; i++) {
      double deviation = i < n - tail ? both[i] : past[i];
      double excess = Math.abs(deviation) - (i < n - tail ? settled : recent);
      if (excess > 0) {
        values[i] -= Math.signum(deviation) * excess;
      }
    }
  }

  private static double scale(double[] deviations) {
    double[] sizes = Arrays.stream(deviations).map(Math::abs).sorted().toArray();
    double scale = sizes[(int) (sizes.length * quant)];
    return scale > 0 ? scale : Double.POSITIVE_INFINITY;
  }

  private static double median(double[] values, int from, int to) {
    double[] part = Arrays.copyOfRange(values, from, to);
    Arrays.sort(part);
    return part[part.length / 2];
  }

  /** Median of each window, kept sorted while it slides. */
  private static double[] medians(double[] values, int width) {
    double[] out = new double[values.length - width + 1];
    double[] window = Arrays.copyOf(values, width);
    Arrays.sort(window);
    out[0] = window[width / 2];
    for (int i = 1; i < out.length; i++) {
      int place = Arrays.binarySearch(window, values[i - 1]);
      double next = values[i + width - 1];
      while (place + 1 < width && window[place + 1] < next) {
        window[place] = window[++place];
      }
      while (place > 0 && window[place - 1] > next) {
        window[place] = window[--place];
      }
      window[place] = next;
      out[i] = window[width / 2];
    }
    return out;
  }
}
