package dev.hexad.monitoring.detect.group;

import java.util.List;

/**
 * What the detector makes of the values of a group at one time.
 *
 * @param score below a half the degree of deviation from what was learned, from a half on evidence
 *     for an event, {@link GroupDetector#ALERT} deserves an alert
 * @param topMetrics the metrics that deviate most, the most suspected first
 */
public record GroupReading(double score, List<String> topMetrics) {
  public GroupReading {
    topMetrics = List.copyOf(topMetrics);
  }
}
