package dev.hexad.monitoring.prometheus;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.metrics.Numbers;
import dev.hexad.monitoring.metrics.Sample;
import dev.hexad.monitoring.source.MetricSource;
import dev.hexad.service.outbound.GuardedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks the HTTP API of a Prometheus server, version 1. */
final class PrometheusClient {
  private static final int LIMIT = 4 * 1024 * 1024;
  private static final int LONGEST_MESSAGE = 500;

  private final GuardedHttp http;
  private final String url;
  private final @Nullable Secret token;

  /**
   * A client.
   *
   * @param url of the server, with the prefix of its paths where it has one
   */
  PrometheusClient(GuardedHttp http, String url, @Nullable Secret token) {
    this.http = http;
    this.url = url.replaceFirst("/+$", "");
    this.token = token;
  }

  String url() {
    return url;
  }

  /**
   * Evaluates an expression now.
   *
   * @throws IOException when there is no answer, or one of no use
   * @throws HexadException when the server says that the expression is wrong
   */
  List<Sample> query(String expression) throws IOException, InterruptedException {
    return samples(ask("query?query=" + encoded(expression), expression), expression);
  }

  /** The values of one moment, added up; at the time that the server says. */
  Optional<MetricSource.Point> value(String expression) throws IOException, InterruptedException {
    List<MetricSource.Series> all = series(expression);
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MetricSource.Point(
                all.getFirst().newest().at(),
                all.stream().mapToDouble(series -> series.newest().value()).sum()));
  }

  /** The values of one moment, one by one; at the time that the server says. */
  List<MetricSource.Series> series(String expression) throws IOException, InterruptedException {
    JsonNode body = ask("query?query=" + encoded(expression), expression);
    List<Sample> samples = samples(body, expression);
    JsonNode result = body.at("/data/result");
    JsonNode first = result.path(0).isObject() ? result.path(0).path("value") : result;
    Instant at = time(first.path(0));
    return samples.stream()
        .map(sample ->
            new MetricSource.Series(sample.labels(), new MetricSource.Point(at, sample.value())))
        .toList();
  }

  /** Values of a range, all series added up by time. */
  List<MetricSource.Point> range(String expression, Instant from, Instant to, Duration step)
      throws IOException, InterruptedException {
    String span =
        "&start=%s&end=%s&step=%d"
            .formatted(from.getEpochSecond(), to.getEpochSecond(), Math.max(1, step.toSeconds()));
    JsonNode body = ask("query_range?query=" + encoded(expression) + span, expression);
    requireSuccess(body, expression);
    var sums = new TreeMap<Instant, Double>();
    for (JsonNode series : body.at("/data/result")) {
      for (JsonNode point : series.path("values")) {
        sums.merge(time(point.path(0)), value(point), Double::sum);
      }
    }
    return sums.entrySet().stream()
        .map(e -> new MetricSource.Point(e.getKey(), e.getValue()))
        .toList();
  }

  private static String encoded(String expression) {
    return URLEncoder.encode(expression, StandardCharsets.UTF_8);
  }

  private static Instant time(JsonNode seconds) {
    return Instant.ofEpochMilli(Math.round(seconds.asDouble(0) * 1000));
  }

  private JsonNode ask(String path, String expression) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/" + path))
            .header("Accept", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token.reveal());
    }
    GuardedHttp.Answer answer = http.send(request.build(), LIMIT);
    if (answer.cut()) {
      throw new IOException(
          url + " gives more than %d MiB to '%s'".formatted(LIMIT >> 20, expression));
    }
    return json(answer);
  }

  private JsonNode json(GuardedHttp.Answer answer) throws IOException {
    JsonNode body = null;
    try {
      body = Json.mapper().readTree(answer.text());
    } catch (JacksonException e) {
      // What is not JSON is told by its status.
    }
    if (body == null || !body.path("status").isString()) {
      throw new IOException(
          url
              + " answers status "
              + answer.status()
              + " and not as the API of Prometheus does"
              + (answer.status() == 401 || answer.status() == 403 ? "; check tokenSecret" : ""));
    }
    return body;
  }

  private void requireSuccess(JsonNode body, String expression) throws IOException {
    if (!body.path("status").asString("").equals("success")) {
      String type = body.path("errorType").asString("");
      String message = "does not evaluate '%s': %s".formatted(expression, message(body, type));
      if (type.equals("bad_data")) {
        throw new HexadException(ProblemType.INVALID, "Prometheus at " + url + " " + message + ".");
      }
      throw new IOException(url + " " + message);
    }
  }

  private List<Sample> samples(JsonNode body, String expression) throws IOException {
    requireSuccess(body, expression);
    JsonNode result = body.at("/data/result");
    return switch (body.at("/data/resultType").asString("")) {
      case "vector" -> vector(result, expression);
      case "scalar" -> List.of(new Sample("", new HashMap<>(), value(result)));
      default ->
          throw new HexadException(
              ProblemType.INVALID,
              "The expression '"
                  + expression
                  + "' gives no instant vector; give one without a"
                  + " range.");
    };
  }

  private static String message(JsonNode body, String type) {
    String error = body.path("error").asString("");
    String message = error.isBlank() ? type : error;
    return message.length() > LONGEST_MESSAGE
        ? message.substring(0, LONGEST_MESSAGE) + "…"
        : message;
  }

  private static List<Sample> vector(JsonNode result, String expression) {
    var samples = new ArrayList<Sample>();
    for (JsonNode series : result) {
      if (!series.has("value")) {
        throw new HexadException(
            ProblemType.INVALID,
            "The expression '"
                + expression
                + "' gives native histograms; give the classic"
                + " buckets with their label le.");
      }
      var labels = new HashMap<String, String>();
      series.path("metric").forEachEntry((name, value) -> labels.put(name, value.asString("")));
      String name = labels.getOrDefault("__name__", "");
      samples.add(new Sample(name, labels, value(series.path("value"))));
    }
    return samples;
  }

  private static double value(JsonNode timeAndValue) {
    return Numbers.of(timeAndValue.path(1).asString(""));
  }
}
