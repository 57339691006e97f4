package dev.hexad.githost.contract;

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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A loopback server that answers as a test says, but refuses with status 599 every request that the
 * provider's OpenAPI document does not describe, and every successful JSON answer that it does not.
 * Operations that the document lacks come from {@code src/test/resources/contracts}.
 */
public final class ContractServer implements AutoCloseable {
  /** A request that was let through. */
  public record Call(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {
    public JsonNode json() {
      return Json.mapper().readTree(body);
    }
  }

  /** An answer. */
  public record Reply(int status, Map<String, String> headers, String body) {
    public static Reply json(int status, Object body) {
      return new Reply(status, Map.of("Content-Type", "application/json"), Json.write(body));
    }

    public Reply with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body);
    }
  }

  public final List<Call> calls = new CopyOnWriteArrayList<>();
  public final List<String> violations = new CopyOnWriteArrayList<>();
  private final Deque<Reply> once = new ArrayDeque<>();
  private final HttpServer http;
  private final OpenApiInteractionValidator validator;
  private final JsonNode document;
  private final UnaryOperator<String> fold;
  private final Function<Call, Reply> handler;

  /**
   * Starts a server.
   *
   * @param spec path below the folder of published documents
   * @param more name of the resource with further operations
   * @param prefix what stands before the document's paths
   * @param fold makes one segment of parameters that hold slashes
   */
  public ContractServer(
      String spec,
      String more,
      String prefix,
      UnaryOperator<String> fold,
      Function<Call, Reply> handler)
      throws IOException {
    ObjectNode json = (ObjectNode) Json.mapper().readTree(Files.readAllBytes(published(spec)));
    json.remove("servers");
    ObjectNode paths = (ObjectNode) json.get("paths");
    Json.mapper()
        .readTree(Files.readAllBytes(Path.of("src/test/resources/contracts/" + more)))
        .propertyStream()
        .forEach(e -> {
          if (paths.get(e.getKey()) instanceof ObjectNode known) {
            known.setAll((ObjectNode) e.getValue());
          } else {
            paths.set(e.getKey(), e.getValue());
          }
        });
    this.document = json;
    this.fold = fold;
    this.handler = handler;
    this.validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(Json.write(json))
            .withBasePathOverride(prefix)
            .withLevelResolver(
                LevelResolver.create()
                    .withLevel(
                        "validation.request.parameter.query.unexpected",
                        ValidationReport.Level.ERROR)
                    .withLevel(
                        "validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
                    .build())
            .build();
    this.http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::handle);
    http.start();
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

  public URI base() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** Gives these answers before the handler is asked again. */
  public void next(Reply... replies) {
    once.addAll(List.of(replies));
  }

  /** The smallest value of a schema in the document, with some fields set. */
  public ObjectNode example(String schema, Map<String, ?> fields) {
    ObjectNode value =
        (ObjectNode) new Example(document).of(document.at("/components/schemas/" + schema));
    fields.forEach((name, field) -> value.set(name, Json.tree(field)));
    return value;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = answer(exchange);
      } catch (RuntimeException e) {
        violations.add(e.toString());
        reply = new Reply(599, Map.of(), e.toString());
      }
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized Reply answer(HttpExchange exchange) throws IOException {
    Call call = call(exchange);
    String path = fold.apply(call.path());
    Request.Method method = Request.Method.valueOf(call.method());
    var request = new SimpleRequest.Builder(method, path);
    call.query().forEach(request::withQueryParam);
    call.headers().forEach(request::withHeader);
    if (!call.body().isEmpty()) {
      request.withBody(call.body());
    }
    String wrong = errors(validator.validateRequest(request.build()));
    if (!wrong.isEmpty()) {
      violations.add(call.method() + " " + call.path() + ": " + wrong);
      return new Reply(599, Map.of(), wrong);
    }
    calls.add(call);
    Reply reply = once.isEmpty() ? handler.apply(call) : once.poll();
    // Plain text, which may be empty, is more than the validator can judge.
    boolean text = reply.headers().getOrDefault("Content-Type", "").startsWith("text/");
    if (reply.status() / 100 == 2 && !text) {
      var response = SimpleResponse.Builder.status(reply.status());
      if (reply.headers().containsKey("Content-Type")) {
        response.withContentType(reply.headers().get("Content-Type")).withBody(reply.body());
      }
      wrong = errors(validator.validateResponse(path, method, response.build()));
      if (!wrong.isEmpty()) {
        violations.add("answer to " + call.method() + " " + call.path() + ": " + wrong);
        return new Reply(599, Map.of(), wrong);
      }
    }
    return reply;
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
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return new Call(
        exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), query, headers, body);
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
