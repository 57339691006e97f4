package dev.hexad.monitoring.remote;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.metrics.Counters;
import dev.hexad.monitoring.settings.Source;
import dev.hexad.monitoring.source.MetricSource;
import dev.hexad.monitoring.source.SourceAdapter;
import dev.hexad.monitoring.source.SourceSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Datadog's query API, version 1. It is asked directly, and not by Datadog's client, so that the
 * guard of outgoing calls sees each address.
 */
@Component
final class DatadogSources implements SourceAdapter {
  private final RemoteHttp http;
  private final Clock clock;

  DatadogSources(RemoteHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Source.Kind kind() {
    return Source.Kind.DATADOG;
  }

  @Override
  public MetricSource open(Source source, SourceSecrets secrets) {
    http.check(source.url());
    return new Datadog(
        source.url().replaceFirst("/+$", ""),
        secrets.require(Objects.requireNonNull(source.secret())),
        secrets.require(Objects.requireNonNull(source.applicationSecret())));
  }

  private final class Datadog implements MetricSource {
    private static final Duration LATELY = Duration.ofMinutes(5);

    private final String url;
    private final Secret key;
    private final Secret applicationKey;

    private Datadog(String url, Secret key, Secret applicationKey) {
      this.url = url;
      this.key = key;
      this.applicationKey = applicationKey;
    }

    @Override
    public Optional<Point> read(String query) throws IOException, InterruptedException {
      Instant now = clock.instant();
      List<Point> points = history(query, now.minus(LATELY), now, Duration.ZERO);
      return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
    }

    /** Datadog chooses the step. */
    @Override
    public List<Point> history(String query, Instant from, Instant to, Duration step)
        throws IOException, InterruptedException {
      var sums = new TreeMap<Instant, Double>();
      for (JsonNode series : ask(query, from, to)) {
        points(series).forEach(point -> sums.merge(point.at(), point.value(), Double::sum));
      }
      return sums.entrySet().stream().map(e -> new Point(e.getKey(), e.getValue())).toList();
    }

    @Override
    public List<Series> series(String query) throws IOException, InterruptedException {
      Instant now = clock.instant();
      var found = new ArrayList<Series>();
      for (JsonNode series : ask(query, now.minus(LATELY), now)) {
        points(series).stream()
            .max(Comparator.comparing(Point::at))
            .ifPresent(newest -> found.add(new Series(tags(series), newest)));
      }
      return found;
    }

    /** The tags that a query groups by; those of several values are joined. */
    private static Map<String, String> tags(JsonNode series) {
      var tags = new HashMap<String, String>();
      for (JsonNode tag : series.path("tag_set")) {
        String[] parts = tag.asString("").split(":", 2);
        if (parts.length == 2) {
          tags.merge(parts[0], parts[1], (one, other) -> one + "," + other);
        }
      }
      return tags;
    }

    private static List<Point> points(JsonNode series) {
      var points = new ArrayList<Point>();
      for (JsonNode point : series.path("pointlist")) {
        if (point.path(1).isNumber()) {
          points.add(
              new Point(
                  Instant.ofEpochMilli(Math.round(point.path(0).asDouble())),
                  point.path(1).asDouble()));
        }
      }
      return points;
    }

    private JsonNode ask(String query, Instant from, Instant to)
        throws IOException, InterruptedException {
      String path =
          "/api/v1/query?from=%d&to=%d&query=%s"
              .formatted(
                  from.getEpochSecond(),
                  to.getEpochSecond(),
                  URLEncoder.encode(query, StandardCharsets.UTF_8));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + path))
              .header("Accept", "application/json")
              .header("DD-API-KEY", key.reveal())
              .header("DD-APPLICATION-KEY", applicationKey.reveal())
              .build();
      JsonNode body = http.json("Datadog", request);
      if (!body.path("status").asString("ok").equals("ok")) {
        throw new HexadException(
            ProblemType.INVALID, "Datadog: " + body.path("error").asString("no reason is told"));
      }
      return body.path("series");
    }

    @Override
    public Counters<Map<String, String>> counters(String query) {
      throw new HexadException(
          ProblemType.INVALID,
          "Datadog gives rates and no counters; let the objective read from another source.");
    }
  }
}
