package dev.hexad.finops.forecast;

/**
 * Seasonal index of each position of a cycle: recent cycles count more, and indices shrink by how
 * much of their spread is noise (Miller and Williams, Shrinkage estimators of time series seasonal
 * factors, 2003).
 */
final class SeasonalFigure {
  private static final double[] MEMORIES = {0.6, 0.75, 0.85, 0.92, 0.97};

  private SeasonalFigure() {}

  /** Takes the seasons off, shortest first, and returns the index of each position by cycle. */
  static double[][] remove(double[] values, int[] cycles) {
    double[][] figures = new double[cycles.length][];
    for (int c = 0; c < cycles.length; c++) {
      figures[c] = of(values, cycles[c]);
      for (int i = 0; i < values.length; i++) {
        values[i] -= figures[c][i % cycles[c]];
      }
    }
    return figures;
  }

  private static double[] of(double[] values, int cycle) {
    int n = values.length;
    double[] trend = centredMean(values, cycle);
    double memory = memory(values, trend, cycle);
    double[] sum = new double[cycle];
    double[] squares = new double[cycle];
    double[] weight = new double[cycle];
    double[] weightSquares = new double[cycle];
    for (int i = 0; i < n; i++) {
      double w = Math.pow(memory, (double) ((n - 1 - i) / cycle));
      double d = values[i] - trend[i];
      int p = i % cycle;
      sum[p] += w * d;
      squares[p] += w * d * d;
      weight[p] += w;
      weightSquares[p] += w * w;
    }
    double[] figure = new double[cycle];
    double mean = 0;
    for (int p = 0; p < cycle; p++) {
      figure[p] = sum[p] / weight[p];
      mean += figure[p] / cycle;
    }
    double between = 0;
    double noise = 0;
    for (int p = 0; p < cycle; p++) {
      double within = Math.max(0, squares[p] / weight[p] - figure[p] * figure[p]);
      double share = weightSquares[p] / (weight[p] * weight[p]);
      noise += within * share / Math.max(0.3, 1 - share) / cycle;
      figure[p] -= mean;
      between += figure[p] * figure[p] / Math.max(1, cycle - 1);
    }
    double keep = between <= 0 ? 0 : Math.max(0, 1 - noise / between);
    for (int p = 0; p < cycle; p++) {
      figure[p] *= keep;
    }
    return figure;
  }

  /** How much of an index the next cycle keeps: what would have served best so far. */
  private static double memory(double[] values, double[] trend, int cycle) {
    double best = 0.85;
    double least = Double.POSITIVE_INFINITY;
    for (double memory : MEMORIES) {
      double[] figure = new double[cycle];
      double[] weight = new double[cycle];
      double squares = 0;
      for (int i = 0; i < values.length; i++) {
        int p = i % cycle;
        double d = values[i] - trend[i];
        if (i >= 2 * cycle) {
          double error = d - figure[p] / weight[p];
          squares += error * error;
        }
        figure[p] = memory * figure[p] + d;
        weight[p] = memory * weight[p] + 1;
      }
      if (squares < least) {
        least = squares;
        best = memory;
      }
    }
    return best;
  }

  /** Centred mean over one cycle; the ends continue at the slope of the nearest full windows. */
  static double[] centredMean(double[] values, int cycle) {
    int n = values.length;
    double[] out = new double[n];
    int half = cycle / 2;
    boolean even = cycle % 2 == 0;
    double[] cumulated = new double[n + 1];
    for (int i = 0; i < n; i++) {
      cumulated[i + 1] = cumulated[i] + values[i];
    }
    int first = half;
    int last = n - 1 - half;
    for (int i = first; i <= last; i++) {
      double sum = cumulated[i + half + 1] - cumulated[i - half];
      if (even) {
        sum -= (values[i - half] + values[i + half]) / 2;
      }
      out[i] = sum / cycle;
    }
    int span = Math.min(cycle, last - first);
    double head = span > 0 ? (out[first + span] - out[first]) / span : 0;
    double tail = span > 0 ? (out[last] - out[last - span]) / span : 0;
    for (int i = 0; i < first; i++) {
      out[i] = out[first] + head * (i - first);
    }
    for (int i = last + 1; i < n; i++) {
      out[i] = out[last] + tail * (i - last);
    }
    return out;
  }
}
