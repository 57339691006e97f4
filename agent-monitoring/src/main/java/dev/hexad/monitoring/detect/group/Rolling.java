package dev.hexad.monitoring.detect.group;

/** The mean of the latest numbers. */
final class Rolling {
  private final double[] values;
  private int count;

  Rolling(int length) {
    values = new double[length];
  }

  double add(double value) {
    values[count % values.length] = value;
    count++;
    if (count == 2 * values.length) {
      count = values.length;
    }
    double sum = 0;
    int filled = Math.min(count, values.length);
    for (int i = 0; i < filled; i++) {
      sum += values[i];
    }
    return sum / filled;
  }
}
