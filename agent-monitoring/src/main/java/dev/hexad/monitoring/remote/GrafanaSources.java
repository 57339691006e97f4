package dev.hexad.monitoring.remote;

import dev.hexad.contracts.message.Json;
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
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Grafana's API for queries, which asks any of its data sources; queries are PromQL and alike. */
@Component
final class GrafanaSources implements SourceAdapter {
  private final RemoteHttp http;
  private final Clock clock;

  GrafanaSources(RemoteHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Source.Kind kind() {
    return Source.Kind.GRAFANA;
  }

  @Override
  public MetricSource open(Source source, SourceSecrets secrets) {
    http.check(source.url());
    return new Grafana(
        source.url().replaceFirst("/+$", ""),
        String.valueOf(source.dataSource()),
        source.secret() == null ? null : secrets.require(source.secret()));
  }

  private record Column(Map<String, String> labels, List<MetricSource.Point> points) {}

  private final class Grafana implements MetricSource {
    private static final Duration LATELY = Duration.ofMinutes(5);
    private static final int MOST_POINTS = 11_000;

    private final String url;
    private final String dataSource;
    private final @Nullable Secret token;

    private Grafana(String url, String dataSource, @Nullable Secret token) {
      this.url = url;
      this.dataSource = dataSource;
      this.token = token;
    }

    @Override
    public Optional<Point> read(String query) throws IOException, InterruptedException {
      Instant now = clock.instant();
      List<Point> points = sums(ask(query, now.minus(LATELY), now, Duration.ofSeconds(15), true));
      return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
    }

    @Override
    public List<Point> history(String query, Instant from, Instant to, Duration step)
        throws IOException, InterruptedException {
      return sums(ask(query, from, to, step, false));
    }

    @Override
    public List<Series> series(String query) throws IOException, InterruptedException {
      Instant now = clock.instant();
      var found = new ArrayList<Series>();
      for (Column column : ask(query, now.minus(LATELY), now, Duration.ofSeconds(15), true)) {
        column.points().stream()
            .max(Comparator.comparing(Point::at))
            .ifPresent(newest -> found.add(new Series(column.labels(), newest)));
      }
      return found;
    }

    private static List<Point> sums(List<Column> columns) {
      var sums = new TreeMap<Instant, Double>();
      for (Column column : columns) {
        column.points().forEach(point -> sums.merge(point.at(), point.value(), Double::sum));
      }
      return sums.entrySet().stream().map(e -> new Point(e.getKey(), e.getValue())).toList();
    }

    private List<Column> ask(String query, Instant from, Instant to, Duration step, boolean instant)
        throws IOException, InterruptedException {
      Map<String, Object> asked =
          Map.of(
              "refId",
              "A",
              "datasource",
              Map.of("uid", dataSource),
              "expr",
              query,
              "instant",
              instant,
              "range",
              !instant,
              "intervalMs",
              Math.max(1000, step.toMillis()),
              "maxDataPoints",
              MOST_POINTS);
      Map<String, Object> body =
          Map.of(
              "queries",
              List.of(asked),
              "from",
              Long.toString(from.toEpochMilli()),
              "to",
              Long.toString(to.toEpochMilli()));
      var request =
          HttpRequest.newBuilder(URI.create(url + "/api/ds/query"))
              .header("Content-Type", "application/json")
              .header("Accept", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)));
      if (token != null) {
        request.header("Authorization", "Bearer " + token.reveal());
      }
      return columns(http.json("Grafana", request.build()).path("results").path("A"));
    }

    /** The columns of numbers, each with its labels. */
    private static List<Column> columns(JsonNode result) {
      if (result.path("error").isString()) {
        throw new HexadException(
            ProblemType.INVALID, "Grafana: " + result.path("error").asString(""));
      }
      var columns = new ArrayList<Column>();
      for (JsonNode frame : result.path("frames")) {
        JsonNode values = frame.at("/data/values");
        for (int column = 1; column < values.size(); column++) {
          JsonNode field = frame.at("/schema/fields").path(column);
          if (field.path("type").asString("number").equals("number")) {
            columns.add(new Column(labels(field), points(values.path(0), values.path(column))));
          }
        }
      }
      return columns;
    }

    private static Map<String, String> labels(JsonNode field) {
      var labels = new HashMap<String, String>();
      field.path("labels").forEachEntry((name, value) -> labels.put(name, value.asString("")));
      return labels;
    }

    private static List<Point> points(JsonNode times, JsonNode values) {
      var points = new ArrayList<Point>();
      for (int row = 0; row < times.size(); row++) {
        if (values.path(row).isNumber()) {
          points.add(
              new Point(
                  Instant.ofEpochMilli(times.path(row).asLong()), values.path(row).asDouble()));
        }
      }
      return points;
    }

    @Override
    public Counters<Map<String, String>> counters(String query) {
      throw new HexadException(
          ProblemType.INVALID,
          "Grafana's answers do not tell counters apart; let the objective read from Prometheus.");
    }
  }
}
