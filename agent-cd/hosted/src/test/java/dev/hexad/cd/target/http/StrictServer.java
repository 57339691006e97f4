package dev.hexad.cd.target.http;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A loopback server held to a provider's published OpenAPI document: what does not conform is
 * refused with 400, an answer of the handler that does not conform becomes 500, and both are kept
 * for the test to fail by.
 */
public final class StrictServer implements AutoCloseable {
  public static final String TOKEN = "canary-token";

  /** The validator of a document takes seconds to make. */
  private static final Map<String, OpenApiInteractionValidator> VALIDATORS =
      new ConcurrentHashMap<>();

  /** A request that was let through. */
  public record Call(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] bytes) {
    public JsonNode json() {
      return Json.mapper().readTree(bytes);
    }

    /** For example {@code POST /v1/services}. */
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** An answer. */
  public record Reply(int status, @Nullable JsonNode body) {
    public static Reply of(int status, Object body) {
      return new Reply(status, Json.tree(body));
    }

    public static Reply empty(int status) {
      return new Reply(status, null);
    }
  }

  private record Fault(String call, int status) {}

  public final List<Call> calls = new CopyOnWriteArrayList<>();
  public final List<String> violations = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final HttpServer http;
  private final OpenApiInteractionValidator validator;
  private final Function<Call, Reply> handler;

  /**
   * Starts a server.
   *
   * @param spec path below the folder of published documents
   * @param prefix what stands before the document's paths
   */
  public StrictServer(String spec, String prefix, Function<Call, Reply> handler)
      throws IOException {
    this.handler = handler;
    Path file = published(spec);
    this.validator = VALIDATORS.computeIfAbsent(spec, key -> validator(file, prefix));
    this.http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::handle);
    http.start();
  }

  private static OpenApiInteractionValidator validator(Path file, String prefix) {
    try {
      return OpenApiInteractionValidator.createForInlineApiSpecification(document(file))
          .withBasePathOverride(prefix)
          .withLevelResolver(
              LevelResolver.create()
                  .withLevel(
                      "validation.request.parameter.query.unexpected", ValidationReport.Level.ERROR)
                  // Else every body made of parts is refused; what a document forbids stays so.
                  .withLevel(
                      "validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
                  .build())
          .build();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What stands in a path or a query is text where the document names no one type. Alternatives of
   * an answer may overlap, as published ones do.
   */
  private static String document(Path file) throws IOException {
    JsonNode document = Json.mapper().readTree(Files.readString(file));
    for (JsonNode operation : document.path("paths").findParents("parameters")) {
      for (JsonNode parameter : operation.path("parameters")) {
        if (parameter.path("schema") instanceof ObjectNode schema
            && !schema.has("type")
            && !schema.has("$ref")) {
          schema.put("type", "string").remove(List.of("oneOf", "anyOf"));
        }
      }
    }
    for (JsonNode responses : document.path("paths").findValues("responses")) {
      for (JsonNode holder : responses.findParents("oneOf")) {
        ObjectNode schema = (ObjectNode) holder;
        schema.set("anyOf", schema.remove("oneOf"));
      }
    }
    return Json.write(document);
  }

  private static Path published(String spec) {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path file = dir.resolve("shared/specs").resolve(spec);
      if (Files.exists(file)) {
        return file;
      }
    }
    assumeTrue(false, "the published documents are not on this machine");
    throw new IllegalStateException();
  }

  public URI base(String path) {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
  }

  /** Answers the next call so without doing it. */
  public void refuse(String call, int status) {
    faults.add(new Fault(call, status));
  }

  /** Does the next call but closes the connection in place of an answer. */
  public void loseAnswerTo(String call) {
    faults.add(new Fault(call, 0));
  }

  /** How many calls of a kind were let through, for example {@code POST .*}{@code /deploys}. */
  public long count(String regex) {
    return calls.stream().filter(call -> call.toString().matches(regex)).count();
  }

  private @Nullable Fault fault(Call call) {
    for (Fault fault : faults) {
      if (call.toString().matches(fault.call())) {
        faults.remove(fault);
        return fault;
      }
    }
    return null;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = answer(exchange);
      } catch (RuntimeException e) {
        violations.add(e.toString());
        reply = Reply.of(500, Map.of("message", e.toString()));
      }
      if (reply.status() == 0) {
        return;
      }
      byte[] body =
          reply.body() == null
              ? new byte[0]
              : Json.write(reply.body()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Retry-After", "0");
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized Reply answer(HttpExchange exchange) throws IOException {
    Call call = call(exchange);
    var method = Request.Method.valueOf(call.method());
    String wrong = errors(validator.validateRequest(request(call, method)));
    if (!wrong.isEmpty()) {
      violations.add(call + ": " + wrong);
      return Reply.of(400, Map.of("message", wrong));
    }
    Fault fault = fault(call);
    if (fault != null && fault.status() != 0) {
      return Reply.of(fault.status(), Map.of("message", "not now"));
    }
    if (!call.headers().getOrDefault("Authorization", "").equals("Bearer " + TOKEN)) {
      return Reply.of(
          401, Map.of("message", "not authorised: " + call.headers().get("Authorization")));
    }
    calls.add(call);
    Reply reply = handler.apply(call);
    if (reply.status() / 100 == 2) {
      var response = SimpleResponse.Builder.status(reply.status());
      if (reply.body() != null) {
        response.withContentType("application/json").withBody(Json.write(reply.body()));
      }
      wrong = errors(validator.validateResponse(call.path(), method, response.build()));
      if (!wrong.isEmpty()) {
        violations.add("answer to " + call + ": " + wrong);
        return Reply.of(500, Map.of("message", wrong));
      }
    }
    return fault == null ? reply : Reply.empty(0);
  }

  private static Request request(Call call, Request.Method method) {
    var request = new SimpleRequest.Builder(method, call.path());
    call.query().forEach(request::withQueryParam);
    call.headers().forEach(request::withHeader);
    if (call.bytes().length > 0) {
      request.withBody(new String(call.bytes(), StandardCharsets.UTF_8));
    }
    return request.build();
  }

  private static Call call(HttpExchange exchange) throws IOException {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        String[] parts = pair.split("=", 2);
        query.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
      }
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    return new Call(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query,
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String errors(ValidationReport report) {
    return report.getMessages().stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .map(message -> message.getKey() + ": " + message.getMessage())
        .collect(Collectors.joining("; "));
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
