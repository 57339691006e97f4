package dev.hexad.finops.forecast;

import java.util.Arrays;

/**
 * What was different at this time last year, such as holidays. One year is weak evidence, so only a
 * part of it is taken over.
 */
final class Yesteryear {
  private static final double SHARE = 0.3;
  private static final int AROUND = 2;
  private static final int BEFORE = 28;

  private Yesteryear() {}

  /** Moves a forecast towards last year's deviations where the history goes back that far. */
  static double[] shift(Sample sample, Season season, double[] forecast) {
    int n = sample.length();
    int year = season.year();
    if (year == 0 || n < year + BEFORE) {
      return forecast;
    }
    double[] rest = sample.unseasoned();
    double usual = median(rest, n - year - BEFORE, n - year);
    double[] shift = new double[forecast.length];
    for (int i = 0; i < shift.length; i++) {
      int same = n - year + i % year;
      shift[i] = SHARE * (median(rest, same - AROUND, Math.min(n, same + AROUND + 1)) - usual);
    }
    return sample.shifted(forecast, shift);
  }

  private static double median(double[] values, int from, int to) {
    double[] part = Arrays.copyOfRange(values, from, to);
    Arrays.sort(part);
    return (part[part.length / 2] + part[(part.length - 1) / 2]) / 2;
  }
}
