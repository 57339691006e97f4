package dev.hexad.monitoring.detect.group;

/** Follows the levels of all metrics of a group and says how far each value deviates from them. */
final class Residuals {
  private static final double SLOW_RATE = 0.01;
  private static final double MIDDLE_RATE = 0.05;
  private static final double FAST_RATE = 0.3;
  private static final int STEP = 3;

  private final Season season;
  private final double[] slow;
  private final double[] middle;
  private final double[] fast;
  private final double[][] earlier;
  private int row;

  Residuals(Season season, int metrics) {
    this.season = season;
    slow = new double[metrics];
    middle = new double[metrics];
    fast = new double[metrics];
    earlier = new double[STEP][metrics];
  }

  /** Residuals of the next row, by {@link Deviation} and metric. */
  double[][] next(double[] values) {
    double[][] residuals = new double[Deviation.COUNT][values.length];
    int phase = row % season.period();
    double[] before = earlier[row % STEP];
    for (int m = 0; m < values.length; m++) {
      double level = values[m] - season.expected(m, phase);
      if (row == 0) {
        slow[m] = level;
        middle[m] = level;
        fast[m] = level;
      }
      residuals[Deviation.LEVEL.ordinal()][m] = level;
      residuals[Deviation.SLOW.ordinal()][m] = level - slow[m];
      residuals[Deviation.MIDDLE.ordinal()][m] = level - middle[m];
      residuals[Deviation.FAST.ordinal()][m] = level - fast[m];
      residuals[Deviation.STEP.ordinal()][m] = row < STEP ? 0 : values[m] - before[m];
      slow[m] += SLOW_RATE * (level - slow[m]);
      middle[m] += MIDDLE_RATE * (level - middle[m]);
      fast[m] += FAST_RATE * (level - fast[m]);
      before[m] = values[m];
    }
    row++;
    return residuals;
  }
}
