package dev.hexad.finops.forecast;

import java.util.Arrays;

/**
 * Exponential smoothing with a damped trend (Gardner and McKenzie, 1985) of the values without
 * their seasons; without a trend it is simple exponential smoothing.
 */
record Smoothing(boolean trend) implements Method {
  static final double[] ALPHAS = {0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 1};
  private static final int ENOUGH = 600;
  private static final double[] BETAS = {0.005, 0.02, 0.06, 0.15, 0.35};
  private static final double[] PHIS = {0.8, 0.9, 0.95, 0.98};

  @Override
  public String name() {
    return trend ? "damped trend" : "simple smoothing";
  }

  @Override
  public double[] tune(Sample sample) {
    double[] recent = recent(sample.adjusted);
    double[] best = {0.5, 0, 1};
    double least = Double.POSITIVE_INFINITY;
    for (double alpha : ALPHAS) {
      for (double beta : trend ? BETAS : new double[] {0}) {
        for (double phi : trend ? PHIS : new double[] {1}) {
          double[] candidate = {alpha, beta, phi};
          double error = run(recent, candidate)[2];
          if (error < least) {
            least = error;
            best = candidate;
          }
        }
      }
    }
    return best;
  }

  @Override
  public double[] forecast(Sample sample, double[] parameters, int horizon) {
    double[] state = run(sample.adjusted, parameters);
    double[] out = new double[horizon];
    double damp = 1;
    double level = state[0];
    for (int i = 0; i < horizon; i++) {
      damp *= parameters[2];
      level += trend ? state[1] * damp : 0;
      out[i] = level;
    }
    return sample.seasoned(out);
  }

  /** What parameters are chosen by: more would only take time. */
  static double[] recent(double[] values) {
    return Arrays.copyOfRange(values, Math.max(0, values.length - ENOUGH), values.length);
  }

  static double[] run(double[] y, double[] parameters) {
    double alpha = parameters[0];
    double beta = parameters[1];
    double phi = parameters[2];
    int head = Math.min(y.length, 10);
    double level = Arrays.stream(y, 0, head).average().orElse(0);
    double slope = beta > 0 && head > 3 ? (y[head - 1] - y[0]) / (head - 1) : 0;
    if (beta > 0) {
      level -= slope * (head + 1) / 2;
    }
    double squares = 0;
    for (double v : y) {
      double expected = level + phi * slope;
      double error = v - expected;
      squares += error * error;
      level = expected + alpha * error;
      slope = phi * slope + alpha * beta * error;
    }
    return new double[] {level, slope, squares};
  }
}
