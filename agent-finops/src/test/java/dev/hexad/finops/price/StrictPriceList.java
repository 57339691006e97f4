package dev.hexad.finops.price;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/**
 * Amazon's price list service, held to its published model: unknown operations, members and words
 * and missing ones are refused.
 */
final class StrictPriceList implements AutoCloseable {
  private final HttpServer http;
  private final JsonNode model;
  final List<JsonNode> asked = new CopyOnWriteArrayList<>();
  private final Map<String, List<String>> products;

  /**
   * Starts it.
   *
   * @param products in JSON, by the value of the filter {@code instanceType}
   */
  StrictPriceList(Map<String, List<String>> products) throws IOException {
    this.products = products;
    this.model = model();
    this.http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.createContext("/", this::handle);
    http.start();
  }

  private static JsonNode model() throws IOException {
    Path file = Path.of("../../shared/specs/aws/pricing-2017-10-15.service-2.json.gz");
    assumeTrue(Files.exists(file), "the published documents are not on this machine");
    try (InputStream json = new GZIPInputStream(Files.newInputStream(file))) {
      return Json.mapper().readTree(json);
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      JsonNode body = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
      String operation = target.replaceFirst("^" + prefix() + "\\.", "");
      String wrong = wrong(operation, body);
      String answer =
          wrong.isEmpty()
              ? answer(body)
              : Json.write(Map.of("__type", "InvalidParameterException", "Message", wrong));
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(wrong.isEmpty() ? 200 : 400, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String prefix() {
    return model.path("metadata").path("targetPrefix").stringValue();
  }

  private String wrong(String operation, JsonNode body) {
    JsonNode known = model.path("operations").path(operation);
    if (known.isMissingNode()) {
      return "there is no operation " + operation;
    }
    return wrong(model.path("shapes").path(known.path("input").path("shape").stringValue()), body);
  }

  private String wrong(JsonNode shape, JsonNode value) {
    return switch (shape.path("type").stringValue()) {
      case "structure" -> {
        for (JsonNode name : shape.path("required")) {
          if (!value.has(name.stringValue())) {
            yield name.stringValue() + " is missing";
          }
        }
        for (var member : value.properties()) {
          JsonNode known = shape.path("members").path(member.getKey());
          String said =
              known.isMissingNode()
                  ? member.getKey() + " is not known"
                  : wrong(
                      model.path("shapes").path(known.path("shape").stringValue()),
                      member.getValue());
          if (!said.isEmpty()) {
            yield said;
          }
        }
        yield "";
      }
      case "list" -> {
        JsonNode member =
            model.path("shapes").path(shape.path("member").path("shape").stringValue());
        for (JsonNode one : value) {
          String said = wrong(member, one);
          if (!said.isEmpty()) {
            yield said;
          }
        }
        yield "";
      }
      default -> {
        boolean fits =
            !shape.has("enum")
                || shape.path("enum").valueStream().anyMatch(one -> one.equals(value));
        yield fits ? "" : value + " is not one of " + shape.path("enum");
      }
    };
  }

  /** One product a page. */
  private String answer(JsonNode body) {
    asked.add(body);
    String type =
        body.path("Filters")
            .valueStream()
            .filter(filter -> filter.path("Field").stringValue().equals("instanceType"))
            .map(filter -> filter.path("Value").stringValue())
            .findFirst()
            .orElse("");
    List<String> found = products.getOrDefault(type, List.of());
    int page = Integer.parseInt(body.path("NextToken").asString("0"));
    var answer = Json.mapper().createObjectNode().put("FormatVersion", "aws_v1");
    var list = answer.putArray("PriceList");
    if (page < found.size()) {
      list.add(found.get(page));
    }
    if (page + 1 < found.size()) {
      answer.put("NextToken", Integer.toString(page + 1));
    }
    return answer.toString();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
