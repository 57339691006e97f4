package dev.hexad.monitoring.scrape;

import dev.hexad.monitoring.metrics.Snapshot;
import java.time.Instant;

/**
 * What one scrape says of HTTP traffic: counters since the start of the process.
 *
 * @param requests all requests
 * @param errors requests answered with a 5xx status
 */
public record Reading(Instant at, double requests, double errors) {
  static Reading of(Snapshot snapshot) {
    return new Reading(snapshot.at(), snapshot.requests().sum(), snapshot.errors().sum());
  }

  /** What happened since an earlier reading; a counter that went down has started again at zero. */
  public Traffic since(Reading earlier) {
    boolean restarted = requests < earlier.requests;
    double fromRequests = restarted ? 0 : earlier.requests;
    double fromErrors = restarted || errors < earlier.errors ? 0 : earlier.errors;
    return new Traffic(
        Math.round(requests - fromRequests), Math.round(Math.max(0, errors - fromErrors)));
  }

  /** Requests and errors of a span of time. */
  public record Traffic(long requests, long errors) {
    public double ratio() {
      return requests == 0 ? 0 : (double) errors / requests;
    }
  }
}
