package dev.hexad.finops.source.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.schema.Schemas;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A loopback server that is held to a provider's published document: unknown paths and query
 * parameters, missing ones, words and bodies that the document does not allow, and answers that it
 * does not describe are all kept for the test to fail by.
 */
public final class StrictApi implements AutoCloseable {
  public static final String TOKEN = "canary-token";

  private final HttpServer http;
  private final JsonNode document;
  private final String prefix;
  private final Function<Call, Reply> handler;
  public final List<Call> calls = new CopyOnWriteArrayList<>();
  public final List<String> forms = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();

  /** A request. */
  public record Call(
      String method,
      String path,
      Map<String, String> query,
      String authorization,
      @Nullable JsonNode body) {}

  /** An answer. */
  public record Reply(int status, Map<String, String> headers, Object body) {
    public static Reply ok(Object body) {
      return new Reply(200, Map.of(), body);
    }
  }

  /** What the document says of a call. */
  private record Operation(JsonNode node, JsonNode answer) {}

  /**
   * Starts it.
   *
   * @param spec path below the folder of published documents
   * @param prefix what stands before the document's paths
   */
  public StrictApi(String spec, String prefix, Function<Call, Reply> handler) throws IOException {
    Path file = Path.of("../../shared/specs").resolve(spec);
    assumeTrue(Files.exists(file), "the published documents are not on this machine");
    this.document = Json.mapper().readTree(Files.readString(file));
    this.prefix = prefix;
    this.handler = handler;
    this.http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::handle);
    http.createContext("/login/", this::login);
    http.start();
  }

  public String root() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** Fails the test by what the document does not allow. */
  public void verify() {
    assertThat(violations).isEmpty();
  }

  /** OAuth 2: any form gets the token. */
  private void login(HttpExchange exchange) throws IOException {
    try (exchange) {
      forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      send(
          exchange,
          Reply.ok(Map.of("access_token", TOKEN, "expires_in", 3600, "token_type", "Bearer")));
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Call call = call(exchange);
      Operation operation = operation(call);
      String wrong = operation == null ? "no such operation" : wrong(call, operation.node());
      if (!wrong.isEmpty()) {
        violations.add(call.method() + " " + call.path() + ": " + wrong);
        send(exchange, new Reply(400, Map.of(), Map.of("message", wrong)));
        return;
      }
      calls.add(call);
      Reply reply =
          call.authorization().equals("Bearer " + TOKEN)
              ? handler.apply(call)
              : new Reply(401, Map.of(), Map.of("message", "who are you?"));
      if (reply.status() == 200 && operation != null) {
        wrong = wrong(operation.answer(), Json.tree(reply.body()));
        if (!wrong.isEmpty()) {
          violations.add("answer to " + call.path() + ": " + wrong);
        }
      }
      send(exchange, reply);
    }
  }

  private static Call call(HttpExchange exchange) throws IOException {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        String[] parts = pair.split("=", 2);
        query.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
      }
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return new Call(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query,
        authorization == null ? "" : authorization,
        body.length == 0 ? null : Json.mapper().readTree(body));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private @Nullable Operation operation(Call call) {
    if (!call.path().startsWith(prefix)) {
      return null;
    }
    String path = call.path().substring(prefix.length());
    for (var entry : document.path("paths").properties()) {
      // A scope holds slashes.
      String pattern = entry.getKey().replace("/{scope}", "/.+").replaceAll("\\{[^}]+}", "[^/]+");
      JsonNode node = entry.getValue().path(call.method().toLowerCase(Locale.ROOT));
      if (path.matches(pattern) && !node.isMissingNode()) {
        return new Operation(node, schema(node.path("responses").path("200")));
      }
    }
    return null;
  }

  private static JsonNode schema(JsonNode content) {
    return content.path("content").path("application/json").path("schema");
  }

  private String wrong(Call call, JsonNode operation) {
    Set<String> unknown = new HashSet<>(call.query().keySet());
    // It is part of the links that the service gives out, and stands in no document.
    unknown.remove("$skiptoken");
    for (JsonNode parameter : operation.path("parameters")) {
      String name = parameter.path("name").stringValue();
      String value = call.query().get(name);
      boolean query = parameter.path("in").stringValue().equals("query");
      if (query && value == null && parameter.path("required").asBoolean(false)) {
        return "the query needs " + name;
      }
      JsonNode words = parameter.path("schema").path("enum");
      if (query
          && value != null
          && words.isArray()
          && words.valueStream().noneMatch(word -> word.stringValue().equals(value))) {
        return name + " cannot be " + value;
      }
      unknown.remove(name);
    }
    if (!unknown.isEmpty()) {
      return "the query has unknown " + unknown;
    }
    JsonNode body = operation.path("requestBody");
    if (body.isMissingNode()) {
      return call.body() == null ? "" : "there is no body in this operation";
    }
    return call.body() == null ? "the body is missing" : wrong(schema(body), call.body());
  }

  private String wrong(JsonNode schema, JsonNode value) {
    ObjectNode whole = Json.mapper().createObjectNode();
    schema.properties().forEach(part -> whole.set(part.getKey(), part.getValue()));
    whole.set("components", document.path("components"));
    var findings = Schemas.check(whole, value);
    return findings.isEmpty() ? "" : findings.toString();
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes = Json.write(reply.body()).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
