package dev.hexad.finops.forecast;

import java.util.Arrays;

/**
 * Damped Holt-Winters with one or two cycles and first-order correlation of the errors (Taylor,
 * Short-term electricity demand forecasting using double seasonal exponential smoothing, 2003).
 */
record HoltWinters() implements Method {
  private static final double[] ALPHAS = {0.02, 0.08, 0.2, 0.4, 0.7};
  private static final double[] BETAS = {0, 0.02, 0.1};
  private static final double[] GAMMAS = {0.02, 0.06, 0.15, 0.3, 0.5};
  private static final double PHI = 0.95;

  @Override
  public String name() {
    return "Holt-Winters";
  }

  @Override
  public boolean fits(Sample sample) {
    return sample.cycles.length > 0;
  }

  @Override
  public double[] tune(Sample sample) {
    double[] best = {0.2, 0, 0.1, 0.1};
    double least = Double.POSITIVE_INFINITY;
    boolean two = sample.cycles.length > 1;
    for (double alpha : ALPHAS) {
      for (double gamma : GAMMAS) {
        for (double other : two ? GAMMAS : new double[] {0}) {
          double[] candidate = {alpha, 0, gamma, other};
          double error = new State(sample, candidate).run();
          if (error < least) {
            least = error;
            best = candidate;
          }
        }
      }
    }
    for (double beta : BETAS) {
      double[] candidate = best.clone();
      candidate[1] = beta;
      double error = new State(sample, candidate).run();
      if (error < least) {
        least = error;
        best = candidate;
      }
    }
    return best;
  }

  @Override
  public double[] forecast(Sample sample, double[] parameters, int horizon) {
    var state = new State(sample, parameters);
    state.run();
    return sample.plain(state.ahead(horizon));
  }

  private static final class State {
    private final double[] y;
    private final int[] cycles;
    private final double[] p;
    private final double[][] figures;
    private double level;
    private double slope;
    private double error;
    private double correlation;

    State(Sample sample, double[] parameters) {
      y = sample.level;
      cycles = sample.cycles;
      p = parameters;
      double[] rest = Arrays.copyOf(y, Math.min(y.length, 4 * cycles[cycles.length - 1]));
      figures = SeasonalFigure.remove(rest, cycles);
      level = Arrays.stream(rest, 0, Math.min(rest.length, cycles[0])).average().orElse(0);
    }

    double run() {
      double squares = 0;
      double products = 0;
      double[] errors = new double[y.length];
      for (int i = 0; i < y.length; i++) {
        double base = level + PHI * slope;
        double season = 0;
        for (int c = 0; c < cycles.length; c++) {
          season += figures[c][i % cycles[c]];
        }
        error = y[i] - base - season;
        errors[i] = error;
        level = base + p[0] * error;
        slope = PHI * slope + p[0] * p[1] * error;
        for (int c = 0; c < cycles.length; c++) {
          figures[c][i % cycles[c]] += p[2 + c] * (1 - p[0]) * error;
        }
        squares += error * error;
        products += i > 0 ? error * errors[i - 1] : 0;
      }
      correlation = squares > 0 ? Math.clamp(products / squares, -0.9, 0.9) : 0;
      return squares * (1 - correlation * correlation);
    }

    double[] ahead(int horizon) {
      double[] out = new double[horizon];
      double damp = 1;
      double base = level;
      double carry = error;
      for (int i = 0; i < horizon; i++) {
        damp *= PHI;
        base += slope * damp;
        carry *= correlation;
        out[i] = base + carry;
        for (int c = 0; c < cycles.length; c++) {
          out[i] += figures[c][(y.length + i) % cycles[c]];
        }
      }
      return out;
    }
  }
}
