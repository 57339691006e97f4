package dev.hexad.monitoring.scrape;

import java.time.Instant;
import java.util.List;

/**
 * What one scrape says of HTTP traffic: counters since the start of the process.
 *
 * @param requests all requests
 * @param errors requests answered with a 5xx status
 */
public record Reading(Instant at, double requests, double errors) {
  /** Counters of requests by status, as common client libraries name them. */
  private static final List<String> REQUEST_COUNTERS =
      List.of(
          "http_requests_total",
          "http_server_requests_seconds_count",
          "http_server_requests_total",
          "http_request_duration_seconds_count",
          "http_server_request_duration_seconds_count");

  private static final List<String> STATUS_LABELS =
      List.of("status", "code", "status_code", "http_response_status_code");

  /** Takes one counter only: a service that shows two counts each request twice. */
  static Reading of(Instant at, List<Exposition.Sample> samples) {
    String counter = counter(samples);
    double requests = 0;
    double errors = 0;
    for (Exposition.Sample sample : samples) {
      if (!sample.name().equals(counter) || !Double.isFinite(sample.value())) {
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

  /** The first known counter that tells the status, else the first known one. */
  private static String counter(List<Exposition.Sample> samples) {
    for (boolean withStatus : new boolean[] {true, false}) {
      for (String name : REQUEST_COUNTERS) {
        if (samples.stream()
            .filter(sample -> sample.name().equals(name))
            .anyMatch(sample ->
                !withStatus || STATUS_LABELS.stream().anyMatch(sample.labels()::containsKey))) {
          return name;
        }
      }
    }
    return "";
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
