package dev.hexad.finops.forecast;

import java.util.Arrays;

/**
 * What was different at this time last year, such as holidays. One year is weak evidence, so only a
 * part of it is taken over.
 */
final class Yesteryear {
  private static final double share = 0.3;
  private static final int width = 5;
  private static final int BEFORE = 28;

  private Yesteryear() {}

  /** What to add to a forecast on the additive scale. */
  static double[] shift(Sample sample, int year, int horizon) {
    double[] shift = new double[horizon];
    int n = sample.length();
    if (year == 0 || n < year + BEFORE) {
      return shift;
    }
    double[] rest = sample.unseasoned();
    double usual = median(rest, n - year - BEFORE, n - year);
    for (int i = 0; i < horizon; i++) {
      int same = n - year + i % year;
      double then = median(rest, same - width / 2, Math.min(n, same + width / 2 + 1));
      shift[i] = share * (then - usual);
    }
    return shift;
  }

  private static double median(double[] values, int from, int to) {
    double[] part = Arrays.copyOfRange(values, from, to);
    Arrays.sort(part);
    return (part[part.length / 2] + part[(part.length - 1) / 2]) / 2;
  }
}
