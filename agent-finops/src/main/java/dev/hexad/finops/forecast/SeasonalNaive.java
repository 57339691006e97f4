package dev.hexad.finops.forecast;

/** Repeats the last cycle. */
record SeasonalNaive(boolean longest) implements Method {
  @Override
  public String name() {
    return longest ? "long seasonal naive" : "seasonal naive";
  }

  @Override
  public boolean fits(Sample sample) {
    return !longest || sample.cycles.length > 0;
  }

  @Override
  public double[] tune(Sample sample) {
    return new double[0];
  }

  @Override
  public double[] forecast(Sample sample, double[] parameters, int horizon) {
    int cycle =
        sample.cycles.length == 0 ? 1 : sample.cycles[longest ? sample.cycles.length - 1 : 0];
    double[] out = new double[horizon];
    for (int i = 0; i < horizon; i++) {
      out[i] = sample.raw[sample.length() - cycle + i % cycle];
    }
    return out;
  }
}
