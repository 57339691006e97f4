package dev.hexad.finops.forecast;

import java.util.Arrays;

/**
 * Ridge regression on recent values and on those of past cycles, each row relative to the mean of
 * the values before it, so that level and scale do not matter. The ridge is that of Hoerl, Kennard
 * and Baldwin (Ridge regression: some simulations, 1975), twice as strong.
 *
 * @param span cycles whose mean a row is relative to
 * @param deseasoned whether the seasons are taken off first
 */
record Autoregression(int span, boolean deseasoned) implements Method {
  private static final int ROWS = 1000;
  private static final double STRENGTH = 2;
  private static final double FIRST_RIDGE = 0.01;
  private static final double CONSTANT = 1.5;

  /** What {@link #tune} hands to {@link #forecast}, as its array: window, lags, coefficients. */
  private record Model(int window, int[] lags, double[] coefficients) {
    double[] packed() {
      int n = lags.length;
      double[] packed = new double[2 * n + 2];
      packed[0] = window;
      for (int k = 0; k < n; k++) {
        packed[1 + k] = lags[k];
      }
      System.arraycopy(coefficients, 0, packed, 1 + n, n + 1);
      return packed;
    }

    static Model of(double[] packed) {
      int n = packed.length / 2 - 1;
      int[] lags = new int[n];
      Arrays.setAll(lags, k -> (int) packed[1 + k]);
      return new Model((int) packed[0], lags, Arrays.copyOfRange(packed, 1 + n, packed.length));
    }
  }

  @Override
  public String name() {
    return (deseasoned ? "deseasoned " : "") + "autoregression " + span;
  }

  @Override
  public boolean fits(Sample sample) {
    int[] lags = Lags.of(sample);
    return sample.length() >= Lags.needed(lags[lags.length - 1], lags.length);
  }

  private double[] values(Sample sample) {
    return deseasoned ? sample.adjusted : sample.level;
  }

  private int window(Sample sample) {
    int cycle = sample.cycles.length == 0 ? 1 : sample.cycles[0];
    int base = cycle > 26 ? 8 : Math.max(4, cycle);
    return Math.min(span * base, sample.length() / 4);
  }

  @Override
  public double[] tune(Sample sample) {
    double[] y = values(sample);
    int[] lags = Lags.of(sample);
    int window = window(sample);
    var regression = new Regression(lags.length + 1);
    double[] row = new double[lags.length + 1];
    row[lags.length] = unit(y, window);
    int first = Math.max(Math.max(lags[lags.length - 1], window), y.length - ROWS);
    double sum = Arrays.stream(y, first - window, first).sum();
    for (int i = first; i < y.length; i++) {
      double mean = sum / window;
      for (int k = 0; k < lags.length; k++) {
        row[k] = y[i - lags[k]] - mean;
      }
      regression.add(row, y[i] - mean);
      sum += y[i] - y[i - window];
    }
    return new Model(window, lags, regression.solve(FIRST_RIDGE, STRENGTH)).packed();
  }

  private static double unit(double[] y, int window) {
    double sum = 0;
    for (int i = window; i < y.length; i++) {
      sum += Math.abs(y[i] - y[i - window]);
    }
    return CONSTANT * sum / (y.length - window);
  }

  @Override
  public double[] forecast(Sample sample, double[] parameters, int horizon) {
    Model model = Model.of(parameters);
    double[] past = values(sample);
    int n = past.length;
    double low = Arrays.stream(past, Math.max(0, n - ROWS), n).min().orElse(0);
    double high = Arrays.stream(past, Math.max(0, n - ROWS), n).max().orElse(0);
    double room = (high - low) / 2;
    double[] y = Arrays.copyOf(past, n + horizon);
    int size = model.lags().length;
    double constant = model.coefficients()[size] * unit(past, model.window());
    for (int i = n; i < n + horizon; i++) {
      double mean = Arrays.stream(y, i - model.window(), i).sum() / model.window();
      double value = mean + constant;
      for (int k = 0; k < size; k++) {
        value += model.coefficients()[k] * (y[i - model.lags()[k]] - mean);
      }
      y[i] = Math.clamp(value, low - room, high + room);
    }
    double[] ahead = Arrays.copyOfRange(y, n, n + horizon);
    return deseasoned ? sample.seasoned(ahead) : sample.plain(ahead);
  }
}
