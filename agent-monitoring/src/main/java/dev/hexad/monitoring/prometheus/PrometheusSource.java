package dev.hexad.monitoring.prometheus;

import dev.hexad.monitoring.metrics.Counters;
import dev.hexad.monitoring.metrics.Sample;
import dev.hexad.monitoring.source.MetricSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Prometheus server as a source of signals. */
final class PrometheusSource implements MetricSource {
  private final PrometheusClient client;

  PrometheusSource(PrometheusClient client) {
    this.client = client;
  }

  @Override
  public Optional<Point> read(String query) throws IOException, InterruptedException {
    return client.value(query);
  }

  @Override
  public List<Series> series(String query) throws IOException, InterruptedException {
    return client.series(query);
  }

  @Override
  public List<Point> history(String query, Instant from, Instant to, Duration step)
      throws IOException, InterruptedException {
    return client.range(query, from, to, step);
  }

  @Override
  public Counters<Map<String, String>> counters(String query)
      throws IOException, InterruptedException {
    List<Sample> samples = client.query(query);
    return samples.isEmpty()
        ? Counters.absent("'" + query + "' gives no series")
        : Counters.of(samples);
  }
}
