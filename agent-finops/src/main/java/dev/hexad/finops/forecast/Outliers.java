package dev.hexad.finops.forecast;

import java.util.Arrays;

/**
 * Pulls single wild values towards their surroundings (after Hampel, The influence curve, 1974). A
 * value is wild when it is far from what came before and from what came after, on the same side; a
 * step to a new level is not. The last values have little after them and are only held against what
 * came before.
 */
final class Outliers {
  private static final int WINDOW = 21;
  private static final int LAST = 2;
  private static final int LEAST = 3;
  private static final double LIMIT = 2;
  private static final double USUAL = 0.8;

  private Outliers() {}

  static void clamp(double[] values, int[] cycles) {
    int n = values.length;
    if (n < 3 * WINDOW) {
      return;
    }
    double[] rest = values.clone();
    SeasonalFigure.remove(rest, cycles);
    double[] medians = medians(rest);
    double[] both = new double[n];
    double[] past = new double[n];
    for (int i = LEAST; i < n; i++) {
      past[i] = rest[i] - (i < WINDOW ? median(rest, 0, i) : medians[i - WINDOW]);
      if (i < n - LAST) {
        double next = i + 1 + WINDOW > n ? median(rest, i + 1, n) : medians[i + 1];
        double after = rest[i] - next;
        if (past[i] * after > 0) {
          both[i] = Math.abs(past[i]) < Math.abs(after) ? past[i] : after;
        }
      }
    }
    double settled = LIMIT * usual(both);
    double recent = LIMIT * usual(past);
    for (int i = 0; i < n; i++) {
      double deviation = i < n - LAST ? both[i] : past[i];
      double excess = Math.abs(deviation) - (i < n - LAST ? settled : recent);
      if (excess > 0) {
        values[i] -= Math.signum(deviation) * excess;
      }
    }
  }

  private static double usual(double[] deviations) {
    double[] sizes = Arrays.stream(deviations).map(Math::abs).sorted().toArray();
    double usual = sizes[(int) (sizes.length * USUAL)];
    return usual > 0 ? usual : Double.POSITIVE_INFINITY;
  }

  private static double median(double[] values, int from, int to) {
    double[] part = Arrays.copyOfRange(values, from, to);
    Arrays.sort(part);
    return part[part.length / 2];
  }

  /** Median of each window, kept sorted while it slides. */
  private static double[] medians(double[] values) {
    double[] out = new double[values.length - WINDOW + 1];
    double[] window = Arrays.copyOf(values, WINDOW);
    Arrays.sort(window);
    out[0] = window[WINDOW / 2];
    for (int i = 1; i < out.length; i++) {
      int place = Arrays.binarySearch(window, values[i - 1]);
      double next = values[i + WINDOW - 1];
      while (place + 1 < WINDOW && window[place + 1] < next) {
        window[place] = window[++place];
      }
      while (place > 0 && window[place - 1] > next) {
        window[place] = window[--place];
      }
      window[place] = next;
      out[i] = window[WINDOW / 2];
    }
    return out;
  }
}
