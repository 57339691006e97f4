package dev.hexad.monitoring.scrape;

/**
 * The Monitoring agent's live configuration.
 *
 * @param scrapeSeconds time between two readings of a revision
 * @param historyHours how long readings are kept
 * @param maxErrorRatio 0 to 1; more errors than this over the window raise an alert
 * @param windowSeconds window of the error rule
 * @param minRequests fewer requests in the window raise nothing
 * @param downAfterFailures failed readings in a row before a revision counts as down
 */
public record MonitoringSettings(
    int scrapeSeconds,
    int historyHours,
    double maxErrorRatio,
    int windowSeconds,
    int minRequests,
    int downAfterFailures) {
  public static final MonitoringSettings DEFAULT = new MonitoringSettings(2, 24, 0.05, 30, 20, 3);

  public MonitoringSettings {
    if (scrapeSeconds < 1 || historyHours < 1 || windowSeconds < 1 || downAfterFailures < 1) {
      throw new IllegalArgumentException("times and counts must be at least 1");
    }
    if (maxErrorRatio < 0 || maxErrorRatio > 1) {
      throw new IllegalArgumentException("maxErrorRatio must be 0 to 1, not " + maxErrorRatio);
    }
  }
}
