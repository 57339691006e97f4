package dev.hexad.finops.forecast;

import java.util.Arrays;

/**
 * The beginning of a history as methods see it: on a scale where effects add up, and without its
 * seasons.
 */
final class Sample {
  private static final double clean = 2;
  private static final int half = 28;

  final double[] raw;
  final double[] level;
  final double[] adjusted;
  final int[] cycles;
  final boolean logged;
  private final double[][] figures;

  private Sample(
      double[] raw,
      double[] level,
      double[] adjusted,
      int[] cycles,
      boolean logged,
      double[][] figures) {
    this.raw = raw;
    this.level = level;
    this.adjusted = adjusted;
    this.cycles = cycles;
    this.logged = logged;
    this.figures = figures;
  }

  static Sample of(double[] history, int length, Season season) {
    double[] raw = Arrays.copyOf(history, length);
    boolean logged = true;
    for (double v : raw) {
      logged &= v > 0;
    }
    double[] level = raw.clone();
    if (logged) {
      for (int i = 0; i < length; i++) {
        level[i] = Math.log(raw[i]);
      }
    }
    int[] cycles = season.within(length);
    if (clean > 0) Outliers.clamp(level, cycles, clean, half);
    double[] adjusted = level.clone();
    double[][] figures = new double[cycles.length][];
    for (int c = 0; c < cycles.length; c++) {
      figures[c] = SeasonalFigure.of(adjusted, cycles[c]);
      for (int i = 0; i < length; i++) {
        adjusted[i] -= figures[c][i % cycles[c]];
      }
    }
    return new Sample(raw, level, adjusted, cycles, logged, figures);
  }

  int length() {
    return raw.length;
  }

  /** Puts the seasons back on a forecast of the adjusted values. */
  double[] seasoned(double[] forecast) {
    double[] out = forecast.clone();
    for (int c = 0; c < cycles.length; c++) {
      for (int i = 0; i < out.length; i++) {
        out[i] += figures[c][(raw.length + i) % cycles[c]];
      }
    }
    return plain(out);
  }

  /** Without seasons, but with all that is wild. */
  double[] unseasoned() {
    double[] out = new double[raw.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = logged ? Math.log(raw[i]) : raw[i];
      for (int c = 0; c < cycles.length; c++) {
        out[i] -= figures[c][i % cycles[c]];
      }
    }
    return out;
  }

  /** Moves a forecast by amounts on the additive scale. */
  double[] shifted(double[] forecast, double[] amounts) {
    double[] out = new double[forecast.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = logged ? forecast[i] * Math.exp(amounts[i]) : forecast[i] + amounts[i];
    }
    return out;
  }

  /** From the additive scale to that of the history. */
  double[] plain(double[] forecast) {
    if (!logged) {
      return forecast;
    }
    double[] out = forecast.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.exp(Math.min(forecast[i], 700));
    }
    return out;
  }
}
