package dev.hexad.finops.forecast;

import java.util.TreeSet;

/**
 * Ridge regression on recent values and on those of past cycles, each row relative to the mean of
 * its last cycle, so that level and scale do not matter.
 */
record Autoregression(int span, boolean deseasoned) implements Method {
  private static final int rows = 1000;
  private static final double constant = 1.5;
  private static final double ridge = 2;
  private static final double ridge0 = 0.01;

  @Override
  public String name() {
    return (deseasoned ? "deseasoned " : "") + "autoregression " + span;
  }

  @Override
  public boolean fits(Sample sample) {
    int[] lags = lags(sample);
    return sample.length() >= lags[lags.length - 1] + 2 * lags.length + 10;
  }

  int window(Sample sample) {
    int base =
        sample.cycles.length == 0 ? 4 : Math.max(4, sample.cycles[0] > 26 ? 8 : sample.cycles[0]);
    return Math.min(span * base, sample.length() / 4);
  }

  static int[] lags(Sample sample) {
    var lags = new TreeSet<Integer>();
    int shortest = sample.cycles.length == 0 ? 1 : sample.cycles[0];
    int near = shortest == 1 || shortest > 26 ? 5 : shortest >= 24 ? 3 : shortest;
    for (int i = 1; i <= near; i++) {
      lags.add(i);
    }
    for (int cycle : sample.cycles) {
      for (int k = 1; k <= (cycle < 10 ? 4 : cycle < 20 ? 2 : cycle < 100 ? 3 : 2); k++) {
        if (k * cycle < sample.length() / 2) {
          for (int d = -1; d <= 1; d++) {
            lags.add(k * cycle + d);
          }
        }
      }
    }
    while (lags.size() > 3 && sample.length() < lags.last() + 2 * lags.size() + 10) {
      lags.pollLast();
    }
    return lags.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public double[] tune(Sample sample) {
    double[] y = deseasoned ? sample.adjusted : sample.level;
    int[] lags = lags(sample);
    int window = window(sample);
    int size = lags.length + 1;
    int first = Math.max(Math.max(lags[lags.length - 1], window), y.length - rows);
    double[][] a = new double[size][size];
    double[] b = new double[size];
    double[] x = new double[size];

    double sum = 0;
    for (int i = first - window; i < first; i++) {
      sum += y[i];
    }
    double scale = 0;
    x[size - 1] = constant * unit(y, window);
    for (int i = first; i < y.length; i++) {
      double mean = sum / window;
      for (int k = 0; k < lags.length; k++) {
        x[k] = y[i - lags[k]] - mean;
      }
      double target = y[i] - mean;
      scale += target * target;
      for (int r = 0; r < size; r++) {
        b[r] += x[r] * target;
        for (int c = 0; c <= r; c++) {
          a[r][c] += x[r] * x[c];
        }
      }
      sum += y[i] - y[i - window];
    }
    double[] first0 = solve(a, b, ridge0 * trace(a) + 1e-9 * scale + 1e-12);
    double norm = 0;
    double rest = scale;
    for (int r = 0; r < size; r++) {
      norm += first0[r] * first0[r];
      rest -= first0[r] * b[r];
    }
    int used = y.length - first;
    double noise = Math.max(0, rest) / Math.max(1, used - size);
    return solve(a, b, ridge * size * noise / Math.max(norm, 1e-6) + 1e-9 * scale + 1e-12);
  }

  private static double unit(double[] y, int window) {
    double sum = 0;
    for (int i = window; i < y.length; i++) {
      sum += Math.abs(y[i] - y[i - window]);
    }
    return sum / (y.length - window);
  }

  private static double[] solve(double[][] lower, double[] b, double ridge) {
    int size = b.length;
    double[][] a = new double[size][];
    for (int r = 0; r < size; r++) {
      a[r] = lower[r].clone();
    }
    for (int r = 0; r < size; r++) {
      a[r][r] += ridge;
      for (int c = r + 1; c < size; c++) {
        a[r][c] = lower[c][r];
      }
    }
    return Linear.solve(a, b.clone());
  }

  private static double trace(double[][] a) {
    int size = a.length;
    double trace = 0;
    for (int r = 0; r < size; r++) {
      trace += a[r][r] / size;
    }
    return trace;
  }

  @Override
  public double[] forecast(Sample sample, double[] parameters, int horizon) {
    int n = sample.length();
    double[] y = java.util.Arrays.copyOf(deseasoned ? sample.adjusted : sample.level, n + horizon);
    int[] lags = lags(sample);
    int window = window(sample);
    int size = parameters.length - 1;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = Math.max(0, n - rows); i < n; i++) {
      low = Math.min(low, y[i]);
      high = Math.max(high, y[i]);
    }
    double unit = constant * unit(deseasoned ? sample.adjusted : sample.level, window);
    double room = (high - low) / 2;
    for (int i = n; i < n + horizon; i++) {
      double mean = 0;
      for (int k = 1; k <= window; k++) {
        mean += y[i - k] / window;
      }
      double value = mean + parameters[size] * unit;
      for (int k = 0; k < size; k++) {
        value += parameters[k] * (y[i - lags[k]] - mean);
      }
      y[i] = Math.clamp(value, low - room, high + room);
    }
    double[] ahead = java.util.Arrays.copyOfRange(y, n, n + horizon);
    return deseasoned ? sample.seasoned(ahead) : sample.plain(ahead);
  }
}
