package dev.hexad.standalone.bench.drift;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API server on the loopback interface; it takes one bearer token. */
final class ApiServer implements AutoCloseable {
  private static final String APPLY = "application/apply-patch+yaml";
  private static final String MERGE = "application/merge-patch+json";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ObjectStore objects = new ObjectStore();
  private final LongAdder reads = new LongAdder();
  private final LongAdder dryRuns = new LongAdder();
  private final byte[] authorization;
  private final int delay;
  private final HttpServer server;

  private ApiServer(HttpServer server, String token, int delay) {
    this.delay = delay;
    this.server = server;
    this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Starts on a free port.
   *
   * @param delay milliseconds that each answer about objects takes longer, as a server has a store
   *     and admission behind it
   */
  static ApiServer start(String token, int delay) throws IOException {
    // Otherwise the end of an answer waits for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    var http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    var server = new ApiServer(http, token, delay);
    http.setExecutor(server.threads);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private record Answer(int code, byte[] body) {
    static Answer ok(JsonNode body) {
      return new Answer(200, ObjectStore.JSON.writeValueAsBytes(body));
    }

    static Answer ok(Optional<byte[]> body) {
      return body.map(bytes -> new Answer(200, bytes))
          .orElseGet(() -> problem(404, "NotFound", "there is no such object"));
    }

    static Answer problem(int code, String reason, String message) {
      ObjectNode status = ObjectStore.JSON.createObjectNode();
      status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
      status.put("message", message).put("reason", reason).put("code", code);
      return new Answer(code, ObjectStore.JSON.writeValueAsBytes(status));
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange, exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.code(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private Answer answer(HttpExchange exchange, byte[] body) {
    if (!MessageDigest.isEqual(
        authorization, header(exchange, "Authorization").getBytes(StandardCharsets.UTF_8))) {
      return Answer.problem(401, "Unauthorized", "Unauthorized");
    }
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/version")) {
      return Answer.ok(ObjectStore.JSON.createObjectNode().put("gitVersion", "v1.35.0"));
    }
    if (path.equals(Counts.PATH)) {
      return Answer.ok(ObjectStore.JSON.valueToTree(new Counts(reads.sum(), dryRuns.sum())));
    }
    Optional<Place> place = Place.of(path);
    if (place.isEmpty()) {
      return Answer.problem(404, "NotFound", "there is nothing at " + path);
    }
    try {
      Thread.sleep(delay);
      return answer(exchange, place.get(), body);
    } catch (JacksonException | ClassCastException e) {
      return Answer.problem(400, "BadRequest", String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.problem(503, "ServiceUnavailable", "the server ends");
    }
  }

  private Answer answer(HttpExchange exchange, Place place, byte[] body) {
    if (place.plural().isEmpty()) {
      return Kinds.list(place.apiVersion())
          .map(Answer::ok)
          .orElseGet(() -> Answer.problem(404, "NotFound", "no " + place.apiVersion()));
    }
    if (!Kinds.serves(place.apiVersion(), place.plural())) {
      return Answer.problem(404, "NotFound", "no kind " + place.plural());
    }
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    return switch (exchange.getRequestMethod()) {
      case "GET" -> {
        if (place.name().isEmpty()) {
          yield Answer.ok(objects.list(place, query.getOrDefault("labelSelector", "")));
        }
        reads.increment();
        yield Answer.ok(objects.get(place));
      }
      case "PATCH" -> patch(place, header(exchange, "Content-Type"), query, body);
      case "DELETE" ->
          objects.delete(place)
              ? Answer.ok(ObjectStore.JSON.createObjectNode().put("status", "Success"))
              : Answer.problem(404, "NotFound", "there is no such object");
      default -> Answer.problem(405, "MethodNotAllowed", exchange.getRequestMethod());
    };
  }

  private Answer patch(Place place, String type, Map<String, String> query, byte[] body) {
    var tree = (ObjectNode) ObjectStore.JSON.readTree(body);
    String manager = query.getOrDefault("fieldManager", "unknown");
    boolean dry = query.containsKey("dryRun");
    if (type.startsWith(APPLY)) {
      if (dry) {
        dryRuns.increment();
      }
      return new Answer(200, objects.apply(place, tree, manager, dry));
    }
    if (type.startsWith(MERGE) && !dry) {
      return Answer.ok(objects.patch(place, tree, manager));
    }
    return Answer.problem(415, "UnsupportedMediaType", type);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      String value = parts.length < 2 ? "" : parts[1];
      query.put(parts[0], URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return query;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
