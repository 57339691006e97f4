package dev.hexad.finops.source.google;

import dev.hexad.contracts.message.Json;
import dev.hexad.finops.access.GoogleLogin;
import dev.hexad.finops.access.JsonApi;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs a query and reads its rows, page by page. */
final class BigQuery {
  private static final String NAME = "BigQuery";
  private static final int WAIT_MILLIS = 20_000;
  private static final int MOST_WAITS = 90;
  private static final int PAGE = 10_000;

  private final JsonApi api;
  private final GoogleLogin login;
  private final String queries;
  private final @Nullable String location;

  BigQuery(JsonApi api, GoogleLogin login, String root, String project, @Nullable String location) {
    this.api = api;
    this.login = login;
    this.queries = root + "/bigquery/v2/projects/" + encoded(project) + "/queries";
    this.location = location;
  }

  /** Gives each row as texts by the names of columns. */
  void query(
      String sql, LocalDate first, LocalDate last, Consumer<Map<String, @Nullable String>> rows)
      throws IOException {
    JsonNode answer = start(sql, first, last);
    String job = answer.path("jobReference").path("jobId").asString("");
    int waits = 0;
    while (true) {
      if (answer.path("jobComplete").asBoolean(false)) {
        read(answer, rows);
        String next = answer.path("pageToken").asString("");
        if (next.isEmpty()) {
          return;
        }
        answer = results(job, answer, next);
      } else if (++waits > MOST_WAITS || job.isEmpty()) {
        throw new IOException("BigQuery did not end the query in half an hour");
      } else {
        answer = results(job, answer, "");
      }
    }
  }

  private JsonNode start(String sql, LocalDate first, LocalDate last) throws IOException {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("query", sql);
    question.put("useLegacySql", false);
    question.put("parameterMode", "NAMED");
    question.put("queryParameters", List.of(day("first", first), day("last", last)));
    question.put("timeoutMs", WAIT_MILLIS);
    question.put("maxResults", PAGE);
    if (location != null) {
      question.put("location", location);
    }
    return api.send(
        NAME,
        request(queries)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(question)))
            .build());
  }

  private static Map<String, Object> day(String name, LocalDate day) {
    return Map.of(
        "name",
        name,
        "parameterType",
        Map.of("type", "DATE"),
        "parameterValue",
        Map.of("value", day.toString()));
  }

  /** Waits for the job where it is not done. */
  private JsonNode results(String job, JsonNode before, String page) throws IOException {
    String place = before.path("jobReference").path("location").asString("");
    String url =
        queries
            + "/"
            + encoded(job)
            + "?maxResults="
            + PAGE
            + "&timeoutMs="
            + WAIT_MILLIS
            + (place.isEmpty() ? "" : "&location=" + encoded(place))
            + (page.isEmpty() ? "" : "&pageToken=" + encoded(page));
    return api.send(NAME, request(url).GET().build());
  }

  private HttpRequest.Builder request(String url) throws IOException {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + login.token().reveal());
  }

  private static void read(JsonNode answer, Consumer<Map<String, @Nullable String>> rows) {
    List<String> names =
        answer
            .path("schema")
            .path("fields")
            .valueStream()
            .map(field -> field.path("name").asString(""))
            .toList();
    for (JsonNode row : answer.path("rows")) {
      Map<String, @Nullable String> values = new HashMap<>();
      int column = 0;
      for (JsonNode cell : row.path("f")) {
        JsonNode value = cell.path("v");
        values.put(names.get(column++), value.isNull() ? null : value.asString(""));
      }
      rows.accept(values);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
