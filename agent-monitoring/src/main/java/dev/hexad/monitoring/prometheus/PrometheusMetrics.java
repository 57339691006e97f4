package dev.hexad.monitoring.prometheus;

import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.monitoring.metrics.Counters;
import dev.hexad.monitoring.metrics.Sample;
import dev.hexad.monitoring.metrics.Snapshot;
import dev.hexad.monitoring.scrape.RevisionMetrics;
import dev.hexad.monitoring.scrape.Watched;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What a Prometheus server says of revisions. */
final class PrometheusMetrics implements RevisionMetrics {
  private final PrometheusClient client;
  private final VerifyParameters.Prometheus queries;
  private final Clock clock;

  PrometheusMetrics(PrometheusClient client, VerifyParameters.Prometheus queries, Clock clock) {
    this.client = client;
    this.queries = queries;
    this.clock = clock;
  }

  /**
   * Asks for requests last, so that a scrape in between does not show more errors than requests.
   */
  @Override
  public Snapshot read(Watched revision) throws IOException, InterruptedException {
    String errorQuery = fill(queries.errors(), revision);
    List<Sample> errors = client.query(errorQuery);
    Counters<Double> latency = latency(revision);
    String requestQuery = fill(queries.requests(), revision);
    List<Sample> requests = client.query(requestQuery);
    if (requests.isEmpty()) {
      // Where its counters stand is not known; both begin to count when they show.
      String flaw = noSeries(requestQuery);
      return new Snapshot(clock.instant(), Counters.broken(flaw), Counters.broken(flaw), latency);
    }
    return new Snapshot(
        clock.instant(), Counters.of(requests), errors(errors, errorQuery), latency);
  }

  private static Counters<Map<String, String>> errors(List<Sample> errors, String query) {
    return errors.isEmpty()
        ? Counters.absent(noSeries(query) + "; where that means no errors, append 'or vector(0)'")
        : Counters.of(errors);
  }

  private Counters<Double> latency(Watched revision) throws IOException, InterruptedException {
    if (queries.latency() == null) {
      return Counters.absent("no query of latency is given");
    }
    String query = fill(queries.latency(), revision);
    List<Sample> buckets = client.query(query);
    if (buckets.isEmpty()) {
      return Counters.broken(noSeries(query));
    }
    boolean millis = buckets.stream().allMatch(b -> b.name().endsWith("_milliseconds_bucket"));
    return Counters.buckets(buckets, millis ? 1000 : 1);
  }

  private static String noSeries(String query) {
    return "'" + query + "' gives no series";
  }

  private static String fill(String expression, Watched revision) {
    return QueryTemplate.fill(
        expression,
        word ->
            switch (word) {
              case "revision" -> Integer.toString(revision.revision());
              case "role" -> revision.role();
              case "environment" -> revision.environment();
              case "application" -> revision.application();
              case "deployment" -> revision.deploymentId().toString();
              default -> throw new IllegalArgumentException(word);
            });
  }

  @Override
  public String describe(Watched revision) {
    return "Prometheus, " + client.url();
  }

  /** That the server is away says nothing about a revision. */
  @Override
  public Verdict whenSilent() {
    return Verdict.NOT_ENOUGH_DATA;
  }
}
