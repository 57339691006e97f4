package dev.hexad.testkit.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A server on the loopback address that keeps what is not as a published document says, be it asked
 * or answered with success.
 */
public final class PublishedServer implements AutoCloseable {
  /** An answer. */
  public record Answer(int status, String body) {}

  public final List<Contract.Call> calls = new CopyOnWriteArrayList<>();
  public final List<String> violations = new CopyOnWriteArrayList<>();
  private final Contract contract;
  private final Function<Contract.Call, Answer> answers;
  private final HttpServer http;

  public PublishedServer(Contract contract, Function<Contract.Call, Answer> answers)
      throws IOException {
    this.contract = contract;
    this.answers = answers;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::handle);
    http.start();
  }

  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Contract.Call call = call(exchange);
      calls.add(call);
      violations.addAll(contract.wrong(call));
      Answer answer = answers.apply(call);
      if (answer.status() / 100 == 2 && contract.describes(call)) {
        violations.addAll(contract.wrong(call, answer.status(), json(answer.body())));
      }
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private JsonNode json(String body) {
    try {
      return Json.mapper().readTree(body);
    } catch (JacksonException e) {
      violations.add("the answer is no JSON: " + body);
      return Json.mapper().nullNode();
    }
  }

  private static Contract.Call call(HttpExchange exchange) throws IOException {
    Map<String, String> query = new TreeMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
    }
    return new Contract.Call(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query,
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
