package dev.hexad.monitoring.scrape;

import dev.hexad.monitoring.metrics.Counters;
import dev.hexad.monitoring.metrics.Sample;
import dev.hexad.monitoring.metrics.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the traffic of a service among its samples, by the names that common client libraries give.
 * What platforms ask by themselves, health and metrics, is no traffic: it would make a revision
 * that nobody uses look used.
 */
final class HttpMetrics {
  /** Counters of requests by status. */
  private static final List<String> REQUEST_COUNTERS =
      List.of(
          "http_requests_total",
          "http_server_requests_seconds_count",
          "http_server_requests_total",
          "http_request_duration_seconds_count",
          "http_server_request_duration_seconds_count",
          "http_server_duration_milliseconds_count");

  /**
   * Histograms of latency: of Micrometer, of many Prometheus clients, and of the OpenTelemetry
   * conventions as they are and as they were before version 1.21, in milliseconds.
   */
  private static final List<String> HISTOGRAMS =
      List.of(
          "http_server_requests_seconds",
          "http_request_duration_seconds",
          "http_server_request_duration_seconds",
          "http_server_duration_milliseconds");

  private static final List<String> STATUS_LABELS =
      List.of("status", "code", "status_code", "http_status_code", "http_response_status_code");

  private static final List<String> PATH_LABELS =
      List.of("uri", "path", "route", "handler", "endpoint", "http_route", "url_path");

  private static final Set<String> HEALTH_PATHS =
      Set.of("/healthz", "/health", "/livez", "/readyz", "/metrics");

  private final List<Sample> samples;

  private HttpMetrics(List<Sample> samples) {
    this.samples = samples;
  }

  /**
   * Reads samples.
   *
   * @param metricsPath where they were read
   */
  static Snapshot of(Instant at, List<Sample> all, String metricsPath) {
    var metrics =
        new HttpMetrics(all.stream().filter(sample -> !isPlatform(sample, metricsPath)).toList());
    String counter = metrics.counter().orElse("");
    List<Sample> requests = metrics.named(counter);
    return new Snapshot(
        at,
        counter.isEmpty() ? none("request counters", REQUEST_COUNTERS) : Counters.of(requests),
        counter.isEmpty() ? none("request counters", REQUEST_COUNTERS) : errors(counter, requests),
        metrics.latency());
  }

  private static boolean isPlatform(Sample sample, String metricsPath) {
    return PATH_LABELS.stream()
        .map(sample::label)
        .anyMatch(path ->
            path.equals(metricsPath)
                || HEALTH_PATHS.contains(path)
                || path.startsWith("/actuator/"));
  }

  private static <K> Counters<K> none(String what, List<String> names) {
    return Counters.absent("it shows none of the " + what + " " + String.join(", ", names));
  }

  private static Counters<Map<String, String>> errors(String counter, List<Sample> requests) {
    if (requests.stream().noneMatch(HttpMetrics::tellsStatus)) {
      return Counters.broken(
          counter + " has none of the labels " + String.join(", ", STATUS_LABELS));
    }
    return Counters.of(requests.stream().filter(HttpMetrics::isError).toList());
  }

  private static boolean tellsStatus(Sample sample) {
    return STATUS_LABELS.stream().anyMatch(sample.labels()::containsKey);
  }

  private static boolean isError(Sample sample) {
    return STATUS_LABELS.stream().anyMatch(label -> sample.label(label).startsWith("5"));
  }

  /** The first known counter that tells the status, else the first known one. */
  private Optional<String> counter() {
    return REQUEST_COUNTERS.stream()
        .filter(name -> named(name).stream().anyMatch(HttpMetrics::tellsStatus))
        .findFirst()
        .or(() -> REQUEST_COUNTERS.stream().filter(name -> !named(name).isEmpty()).findFirst());
  }

  private Counters<Double> latency() {
    for (String name : HISTOGRAMS) {
      List<Sample> buckets = named(name + "_bucket");
      if (!buckets.isEmpty()) {
        return Counters.buckets(buckets, name.endsWith("_milliseconds") ? 1000 : 1);
      }
    }
    return none("histograms", HISTOGRAMS);
  }

  /** Takes one metric only: a service that shows two counts each request twice. */
  private List<Sample> named(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }
}
