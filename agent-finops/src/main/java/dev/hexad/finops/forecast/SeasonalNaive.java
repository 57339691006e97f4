package dev.hexad.finops.forecast;

/** Repeats the last cycle: what every forecast has to beat. */
final class SeasonalNaive {
  private SeasonalNaive() {}

  static double[] forecast(Sample sample, int horizon) {
    int cycle = sample.cycles.length == 0 ? 1 : sample.cycles[0];
    double[] out = new double[horizon];
    for (int i = 0; i < horizon; i++) {
      out[i] = sample.raw[sample.length() - cycle + i % cycle];
    }
    return out;
  }
}
