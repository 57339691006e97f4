package dev.hexad.finops.forecast;

/**
 * Fills missing values: with the nearest of the same place in the cycle, else the nearest of all.
 */
final class Gaps {
  private Gaps() {}

  static double[] fill(double[] history, int cycle) {
    double[] out = history.clone();
    for (int i = 0; i < out.length; i++) {
      if (!Double.isFinite(out[i])) {
        out[i] = nearest(history, i, cycle);
      }
      if (!Double.isFinite(out[i])) {
        out[i] = nearest(history, i, 1);
      }
      if (!Double.isFinite(out[i])) {
        throw new IllegalArgumentException("the history holds no value");
      }
    }
    if (out.length == 0) {
      throw new IllegalArgumentException("the history holds no value");
    }
    return out;
  }

  private static double nearest(double[] history, int place, int step) {
    for (int d = step; d < history.length; d += step) {
      if (place - d >= 0 && Double.isFinite(history[place - d])) {
        return history[place - d];
      }
      if (place + d < history.length && Double.isFinite(history[place + d])) {
        return history[place + d];
      }
    }
    return Double.NaN;
  }
}
