package dev.hexad.finops.forecast;

/** One way to continue a series. Parameters are chosen once and then used at several origins. */
interface Method {
  String name();

  /** Whether the sample is long enough. */
  default boolean fits(Sample sample) {
    return true;
  }

  double[] tune(Sample sample);

  double[] forecast(Sample sample, double[] parameters, int horizon);
}
