package dev.hexad.finops.anomaly;

import java.util.Arrays;

/** The last days of one number per day, absent as NaN. */
final class History {
  static final int KEPT = 192;

  private final double[] values = new double[KEPT];
  private long last = Long.MIN_VALUE;

  History() {
    clear();
  }

  void clear() {
    Arrays.fill(values, Double.NaN);
  }

  void put(long day, double value) {
    if (last != Long.MIN_VALUE) {
      for (long d = Math.max(last + 1, day - KEPT + 1); d < day; d++) {
        values[place(d)] = Double.NaN;
      }
    }
    values[place(day)] = value;
    last = Math.max(last, day);
  }

  double get(long day) {
    return last == Long.MIN_VALUE || day > last || day <= last - KEPT
        ? Double.NaN
        : values[place(day)];
  }

  /** The days from one, inclusive, to another, exclusive. */
  double[] range(long from, long to) {
    double[] out = new double[(int) Math.max(0, to - from)];
    for (int i = 0; i < out.length; i++) {
      out[i] = get(from + i);
    }
    return out;
  }

  private static int place(long day) {
    return Math.floorMod(day, KEPT);
  }
}
