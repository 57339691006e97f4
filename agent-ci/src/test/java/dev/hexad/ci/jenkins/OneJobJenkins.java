package dev.hexad.ci.jenkins;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A Jenkins with the job {@code folder/nightly}, whose builds end when the test says so. */
final class OneJobJenkins implements AutoCloseable {
  static final String TOKEN = "canary-jenkins-token";
  private static final String JOB = "/job/folder/job/nightly";
  private static final String AUTHORIZATION =
      "Basic " + Base64.getEncoder().encodeToString(("bot:" + TOKEN).getBytes());

  private final HttpServer server;
  private final List<String> triggered = new CopyOnWriteArrayList<>();
  private final List<Integer> stopped = new CopyOnWriteArrayList<>();
  private final List<String> results = new CopyOnWriteArrayList<>();

  OneJobJenkins() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Bodies of the requests that started builds, first to last. */
  List<String> triggered() {
    return List.copyOf(triggered);
  }

  List<Integer> stopped() {
    return List.copyOf(stopped);
  }

  /** Ends the newest build. */
  void end(String result) {
    results.set(results.size() - 1, result);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (!AUTHORIZATION.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        send(exchange, 401, "");
        return;
      }
      String path = exchange.getRequestURI().getPath();
      String call = exchange.getRequestMethod() + " " + path;
      if (call.equals("POST " + JOB + "/buildWithParameters")) {
        triggered.add(body);
        results.add("");
        exchange
            .getResponseHeaders()
            .set("Location", url() + "/queue/item/" + (100 + results.size()) + "/");
        send(exchange, 201, "");
      } else if (call.matches("GET /queue/item/\\d+/api/json")) {
        int number = Integer.parseInt(path.split("/")[3]) - 100;
        send(exchange, 200, "{\"executable\":{\"number\":" + number + "}}");
      } else if (path.startsWith(JOB + "/")) {
        build(exchange, path.substring(JOB.length() + 1));
      } else {
        send(exchange, 404, "");
      }
    }
  }

  private void build(HttpExchange exchange, String path) throws IOException {
    String[] parts = path.split("/");
    int number = Integer.parseInt(parts[0]);
    String result = results.get(number - 1);
    String log = "building\n" + (result.isEmpty() ? "" : "Finished: " + result + "\n");
    switch (exchange.getRequestMethod() + " " + path.substring(parts[0].length())) {
      case "GET /api/json" ->
          send(
              exchange,
              200,
              "{\"number\":%d,\"building\":%s,\"result\":%s,\"duration\":1200,\"url\":\"%s\"}"
                  .formatted(
                      number,
                      result.isEmpty(),
                      result.isEmpty() ? "null" : "\"" + result + "\"",
                      url() + JOB + "/" + number + "/"));
      case "GET /logText/progressiveText" -> {
        String query = exchange.getRequestURI().getQuery();
        int start = Integer.parseInt(query.substring("start=".length()));
        exchange.getResponseHeaders().set("X-Text-Size", String.valueOf(log.length()));
        if (result.isEmpty()) {
          exchange.getResponseHeaders().set("X-More-Data", "true");
        }
        send(exchange, 200, log.substring(Math.min(start, log.length())));
      }
      case "POST /stop" -> {
        stopped.add(number);
        results.set(number - 1, "ABORTED");
        send(exchange, 200, "");
      }
      default -> send(exchange, 404, "");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
