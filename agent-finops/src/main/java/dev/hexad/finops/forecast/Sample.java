package dev.hexad.finops.forecast;

import java.util.Arrays;

/**
 * The beginning of a history as methods see it: on a scale where effects add up, without single
 * wild values, and with and without its seasons.
 */
final class Sample {
  private static final double LARGEST = 700;

  final double[] raw;
  final double[] level;
  final double[] adjusted;
  final int[] cycles;
  final boolean logged;
  private final double[][] figures;

  private Sample(double[] raw, int[] cycles) {
    this.raw = raw;
    this.cycles = cycles;
    logged = Arrays.stream(raw).allMatch(value -> value > 0);
    level = logged ? Arrays.stream(raw).map(Math::log).toArray() : raw.clone();
    Outliers.clamp(level, cycles);
    adjusted = level.clone();
    figures = SeasonalFigure.remove(adjusted, cycles);
  }

  static Sample of(double[] history, int length, Season season) {
    return new Sample(Arrays.copyOf(history, length), season.within(length));
  }

  int length() {
    return raw.length;
  }

  /** Puts the seasons back on a forecast of the adjusted values, and returns it to plain scale. */
  double[] seasoned(double[] forecast) {
    double[] out = forecast.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += season(raw.length + i);
    }
    return plain(out);
  }

  /** Without seasons, but with all that is wild. */
  double[] unseasoned() {
    double[] out = new double[raw.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (logged ? Math.log(raw[i]) : raw[i]) - season(i);
    }
    return out;
  }

  private double season(int place) {
    double sum = 0;
    for (int c = 0; c < cycles.length; c++) {
      sum += figures[c][place % cycles[c]];
    }
    return sum;
  }

  /** Moves a plain forecast by amounts on the additive scale. */
  double[] shifted(double[] forecast, double[] amounts) {
    double[] out = forecast.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = logged ? out[i] * exp(amounts[i]) : out[i] + amounts[i];
    }
    return out;
  }

  /** From the additive scale to that of the history. */
  double[] plain(double[] forecast) {
    return logged ? Arrays.stream(forecast).map(Sample::exp).toArray() : forecast;
  }

  static double exp(double value) {
    return Math.exp(Math.min(value, LARGEST));
  }
}
