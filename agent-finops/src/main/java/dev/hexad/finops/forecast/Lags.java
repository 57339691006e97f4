package dev.hexad.finops.forecast;

import java.util.TreeSet;

/** Which earlier values a regression looks at: the nearest, and those around whole cycles ago. */
final class Lags {
  private static final int LONG_CYCLE = 26;
  private static final int FEWEST = 3;
  private static final int SPARE = 10;

  private Lags() {}

  static int[] of(Sample sample) {
    int shortest = sample.cycles.length == 0 ? 1 : sample.cycles[0];
    var lags = new TreeSet<Integer>();
    for (int i = 1; i <= near(shortest); i++) {
      lags.add(i);
    }
    for (int cycle : sample.cycles) {
      for (int k = 1; k <= cycles(cycle) && k * cycle < sample.length() / 2; k++) {
        lags.add(k * cycle - 1);
        lags.add(k * cycle);
        lags.add(k * cycle + 1);
      }
    }
    while (lags.size() > FEWEST && sample.length() < needed(lags.last(), lags.size())) {
      lags.pollLast();
    }
    return lags.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Values without which there would be too few rows for the lags. */
  static int needed(int longest, int count) {
    return longest + 2 * count + SPARE;
  }

  private static int near(int cycle) {
    if (cycle == 1 || cycle > LONG_CYCLE) {
      return 5;
    }
    return cycle >= 24 ? 3 : cycle;
  }

  private static int cycles(int cycle) {
    if (cycle < 10) {
      return 4;
    }
    return cycle < 20 || cycle >= 100 ? 2 : 3;
  }
}
