package dev.hexad.monitoring.scrape;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one scrape says of HTTP traffic: counters since the start of the process.
 *
 * @param requests all requests
 * @param errors requests answered with a 5xx status
 */
public record Reading(Instant at, double requests, double errors) {
  /** Counters of requests by status, as common client libraries name them. */
  private static final Set<String> REQUEST_COUNTERS =
      Set.of(
          "http_requests_total",
          "http_server_requests_seconds_count",
          "http_server_requests_total",
          "http_request_duration_seconds_count",
          "http_server_request_duration_seconds_count");

  private static final List<String> STATUS_LABELS =
      List.of("status", "code", "status_code", "http_response_status_code");

  static Reading of(Instant at, List<Exposition.Sample> samples) {
    double requests = 0;
    double errors = 0;
    for (Exposition.Sample sample : samples) {
      if (!REQUEST_COUNTERS.contains(sample.name()) || !Double.isFinite(sample.value())) {
        continue;
      }
      requests += sample.value();
      if (STATUS_LABELS.stream()
          .anyMatch(l -> sample.labels().getOrDefault(l, "").startsWith("5"))) {
        errors += sample.value();
      }
    }
    return new Reading(at, requests, errors);
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
