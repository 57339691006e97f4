package dev.hexad.monitoring.detect.group;

/** Mean and variance of numbers as they come (Welford, 1962). */
final class Moments {
  private double mean;
  private double squares;
  private int count;

  void add(double value) {
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  double mean() {
    return mean;
  }

  double variance() {
    return count == 0 ? 0 : squares / count;
  }
}
