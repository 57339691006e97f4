package dev.hexad.finops.forecast;

/**
 * Theta (Assimakopoulos and Nikolopoulos, 2000) in the form of Hyndman and Billah (2003): simple
 * smoothing plus half the slope of the line through all values.
 */
record Theta() implements Method {
  @Override
  public String name() {
    return "theta";
  }

  @Override
  public double[] tune(Sample sample) {
    return new Smoothing(false).tune(sample);
  }

  @Override
  public double[] forecast(Sample sample, double[] parameters, int horizon) {
    double[] y = sample.adjusted;
    int n = y.length;
    double middle = (n - 1) / 2.0;
    double cross = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      cross += (i - middle) * y[i];
      squares += (i - middle) * (i - middle);
    }
    double slope = squares > 0 ? cross / squares / 2 : 0;
    double alpha = parameters[0];
    double level = Smoothing.run(y, parameters)[0];
    double lag = (1 - Math.pow(1 - alpha, n)) / alpha;
    double[] out = new double[horizon];
    for (int i = 0; i < horizon; i++) {
      out[i] = level + slope * (i + lag);
    }
    return sample.seasoned(out);
  }
}
