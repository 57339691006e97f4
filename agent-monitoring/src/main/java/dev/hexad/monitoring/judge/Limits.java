package dev.hexad.monitoring.judge;

import org.jspecify.annotations.Nullable;

/**
 * What a rollout is held against.
 *
 * @param minRequests fewer are not enough data, on either side
 * @param maxErrorRatio 0 to 1
 */
public record Limits(int minRequests, double maxErrorRatio, Latency latency) {
  public static final int MIN_REQUESTS = 50;
  public static final double MAX_ERROR_RATIO = 0.05;

  /** At least one: nothing is never enough. */
  int needed() {
    return Math.max(1, minRequests);
  }

  /**
   * Limits of latency.
   *
   * @param required whether there is no pass without it
   * @param maxMillis more at the percentile fails; no such limit when absent
   * @param percentile between 0 and 1
   * @param tolerance how far the effect may lie above one half
   */
  public record Latency(
      boolean required, @Nullable Double maxMillis, double percentile, double tolerance) {
    public static final double PERCENTILE = 0.95;

    /** Up to here a difference is less than a medium one (Vargha and Delaney, 2000). */
    public static final double TOLERANCE = 0.14;

    /** Judged where it can be, and no condition. */
    public static final Latency OPTIONAL = new Latency(false, null, PERCENTILE, TOLERANCE);
  }
}
