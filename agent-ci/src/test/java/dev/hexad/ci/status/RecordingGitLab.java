package dev.hexad.ci.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Statuses and notes of one GitLab project; whatever else is asked for is refused. */
final class RecordingGitLab implements AutoCloseable {
  static final String TOKEN = "canary-git-token";

  /** A user who may write; all others may only read. */
  static final String WRITER = "anna";

  private static final String PROJECT = "/api/v4/projects/team%2Fshop";
  private static final Set<String> STATES =
      Set.of("pending", "running", "success", "failed", "canceled");

  /** What was accepted: what it is, and its body. */
  record Said(String what, JsonNode body) {}

  private final HttpServer server;
  private final List<Said> said = new CopyOnWriteArrayList<>();
  private final AtomicInteger busy = new AtomicInteger();

  RecordingGitLab() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next requests are answered with 502. */
  void beBusy(int requests) {
    busy.set(requests);
  }

  List<String> states(String commit) {
    return said.stream()
        .filter(one -> one.what().equals("status of " + commit))
        .map(one -> one.body().path("state").asString())
        .toList();
  }

  List<String> states(String commit, String check) {
    return said.stream()
        .filter(one -> one.what().equals("status of " + commit))
        .filter(one -> one.body().path("name").asString().equals(check))
        .map(one -> one.body().path("state").asString())
        .toList();
  }

  List<String> notes(int mergeRequest) {
    return said.stream()
        .filter(one -> one.what().equals("note on " + mergeRequest))
        .map(one -> one.body().path("body").asString())
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getRawPath();
      String call = exchange.getRequestMethod() + " " + path;
      if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"))
          && !("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        send(exchange, 401, Map.of("message", "401 Unauthorized"));
      } else if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        send(exchange, 502, Map.of("message", "busy"));
      } else if (call.startsWith("POST " + PROJECT + "/statuses/")) {
        status(exchange, path.substring(path.lastIndexOf('/') + 1), Json.mapper().readTree(body));
      } else if (call.equals("GET /api/v4/users")) {
        String name = exchange.getRequestURI().getQuery().replaceFirst("username=", "");
        send(exchange, 200, List.of(Map.of("id", name.equals(WRITER) ? 11 : 12, "username", name)));
      } else if (call.startsWith("GET " + PROJECT + "/members/all/")) {
        int level = path.endsWith("/11") ? 30 : 10;
        send(exchange, 200, Map.of("state", "active", "access_level", level));
      } else if (call.equals("GET " + PROJECT + "/merge_requests/7/notes")) {
        send(exchange, 200, List.of());
      } else if (call.equals("POST " + PROJECT + "/merge_requests/7/notes")) {
        said.add(new Said("note on 7", Json.mapper().readTree(body)));
        send(exchange, 201, Map.of("id", 1));
      } else {
        send(exchange, 404, Map.of("message", "404 Not Found"));
      }
    }
  }

  private void status(HttpExchange exchange, String commit, JsonNode body) throws IOException {
    if (!STATES.contains(body.path("state").asString("")) || !commit.matches("[0-9a-f]{40}")) {
      send(exchange, 400, Map.of("message", "state does not have a valid value"));
      return;
    }
    said.add(new Said("status of " + commit, body));
    send(exchange, 201, Map.of("id", said.size(), "sha", commit));
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
