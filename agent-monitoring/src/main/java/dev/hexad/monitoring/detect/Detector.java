package dev.hexad.monitoring.detect;

import java.time.Instant;

/** Scores the values of one series as they come. */
public final class Detector {
  private double mean = Double.NaN;
  private double deviation;

  /** Takes the next value and says how unusual it is, given only the values before it. */
  public Reading observe(Instant time, double value) {
    if (Double.isNaN(value)) {
      return new Reading(mean, mean - 3 * deviation, mean + 3 * deviation, 0, Reason.MISSING);
    }
    if (Double.isNaN(mean)) {
      mean = value;
    }
    double error = value - mean;
    double z = deviation > 0 ? Math.abs(error) / deviation : 0;
    Reading reading =
        new Reading(
            mean,
            mean - 3 * deviation,
            mean + 3 * deviation,
            z / (z + 5),
            z > 3 ? Reason.SPIKE : Reason.NONE);
    mean += 0.05 * error;
    deviation += 0.01 * (Math.abs(error) - deviation);
    return reading;
  }
}
