package dev.hexad.monitoring.detect.group;

import java.util.Arrays;

/**
 * What is usual for each metric at each time of the period, as far as a period explains it; its
 * mean otherwise.
 */
final class Season {
  private static final int SMOOTH = 3;
  private static final double WORTH = 0.3;

  private final int period;

  private final double[] means;

  /** Differences from the mean at each time of the period; none without a season. */
  private final float[][] profiles;

  private Season(int period, double[] means, float[][] profiles) {
    this.period = period;
    this.means = means;
    this.profiles = profiles;
  }

  /** Learns from columns, one per metric. */
  static Season learn(double[][] columns) {
    int period = Period.find(columns);
    double[] means = new double[columns.length];
    float[][] profiles = new float[columns.length][];
    for (int m = 0; m < profiles.length; m++) {
      double[] column = columns[m];
      means[m] = Arrays.stream(column).average().orElse(0);
      profiles[m] =
          period > 0 && isWorthwhile(column, means[m], period)
              ? profile(column, means[m], column.length, period)
              : new float[0];
    }
    return new Season(Math.max(1, period), means, profiles);
  }

  int period() {
    return period;
  }

  double expected(int metric, int phase) {
    float[] profile = profiles[metric];
    return means[metric] + (profile.length == 0 ? 0 : profile[phase]);
  }

  /** Whether the profile of the first half explains a good part of the second. */
  private static boolean isWorthwhile(double[] column, double mean, int period) {
    int half = column.length / 2 / period * period;
    if (half < period) {
      return false;
    }
    float[] profile = profile(column, mean, half, period);
    var plain = new Moments();
    var left = new Moments();
    for (int i = half; i < column.length; i++) {
      plain.add(column[i]);
      left.add(column[i] - profile[i % period]);
    }
    return left.variance() < (1 - WORTH) * plain.variance();
  }

  private static float[] profile(double[] column, double mean, int length, int period) {
    double[] medians = new double[period];
    for (int phase = 0; phase < period; phase++) {
      double[] same = new double[(length - phase + period - 1) / period];
      for (int i = 0; i < same.length; i++) {
        same[i] = column[phase + i * period];
      }
      Arrays.sort(same);
      medians[phase] = (same[same.length / 2] + same[(same.length - 1) / 2]) / 2;
    }
    float[] smooth = new float[period];
    for (int phase = 0; phase < period; phase++) {
      double sum = 0;
      for (int k = -SMOOTH; k <= SMOOTH; k++) {
        sum += medians[Math.floorMod(phase + k, period)];
      }
      smooth[phase] = (float) (sum / (2 * SMOOTH + 1) - mean);
    }
    return smooth;
  }
}
