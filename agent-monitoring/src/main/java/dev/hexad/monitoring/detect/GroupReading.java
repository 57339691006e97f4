package dev.hexad.monitoring.detect;

import java.util.List;

/**
 * What the detector makes of the values of a group at one time.
 *
 * @param score from 0, as always, to 1, never seen before
 * @param topMetrics the metrics that contribute to it, the most suspected first
 */
public record GroupReading(double score, List<String> topMetrics) {
  public GroupReading {
    topMetrics = List.copyOf(topMetrics);
  }
}
