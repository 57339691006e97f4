package dev.hexad.standalone.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The orchestrator, as any automation calls it. */
final class Connection {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String url;
  private final String token;

  Connection(String url, String token) {
    this.url = url.replaceFirst("/+$", "");
    this.token = token;
  }

  JsonNode get(String path) {
    return json(send(request(path).GET()));
  }

  JsonNode post(String path, Object body) {
    return json(
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))));
  }

  void delete(String path) {
    send(request(path).DELETE());
  }

  HttpResponse<String> raw(String path) {
    return send(request(path).GET());
  }

  /** The lines of a stream, until it ends. */
  Stream<String> lines(String path) {
    HttpRequest request =
        request(path).timeout(Duration.ofDays(1)).header("Accept", "text/event-stream").build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofLines());
      if (answer.statusCode() != 200) {
        throw refused(answer.statusCode(), String.join("\n", answer.body().toList()));
      }
      return answer.body();
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** A page after the other, up to so many items. */
  List<JsonNode> items(String path, Map<String, @Nullable String> query, int most) {
    var items = new ArrayList<JsonNode>();
    var asked = new TreeMap<String, @Nullable String>(query);
    asked.put("limit", Integer.toString(Math.min(most, 200)));
    while (items.size() < most) {
      JsonNode page = get(path + "?" + encode(asked));
      page.get("items").forEach(items::add);
      String next = page.path("nextCursor").asString("");
      if (next.isEmpty()) {
        break;
      }
      asked.put("cursor", next);
    }
    return items.subList(0, Math.min(most, items.size()));
  }

  static String encode(Map<String, @Nullable String> query) {
    var parts = new ArrayList<String>();
    query.forEach((name, value) -> {
      if (value != null) {
        parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    });
    return String.join("&", parts);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      var answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() / 100 != 2) {
        throw refused(answer.statusCode(), answer.body());
      }
      return answer;
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }

  private CliException unreachable(IOException e) {
    String why = e.getMessage() == null ? "" : ": " + e.getMessage();
    return new CliException(
        CliException.UNREACHABLE,
        "Hexad does not answer at " + url + why + "; start it with ./hexad up, or set HEXAD_URL");
  }

  private static CliException interrupted() {
    Thread.currentThread().interrupt();
    return new CliException(CliException.FAILED, "interrupted");
  }

  /** The problem in the answer, in one line, with all that is wrong. */
  private static CliException refused(int status, String body) {
    String text = "the answer was " + status;
    try {
      JsonNode problem = JSON.readTree(body);
      text = problem.path("detail").asString(problem.path("title").asString(text));
      var more = new StringBuilder(text);
      problem
          .path("errors")
          .forEach(error ->
              more.append("\n  ")
                  .append(error.path("where").asString(""))
                  .append(": ")
                  .append(error.path("message").asString("")));
      text = more.toString();
    } catch (JacksonException e) {
      text = text + ": " + body;
    }
    return new CliException(status == 404 ? CliException.NOT_FOUND : CliException.REFUSED, text);
  }
}
