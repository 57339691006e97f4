package dev.hexad.cloud.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.contract.Contract;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A loopback cloud held to the OpenAPI documents that its provider publishes: what does not conform
 * is refused with 400, an answer that does not conform becomes 500, and both are kept for the test
 * to fail by.
 */
public final class StrictCloud implements AutoCloseable {
  /** A request. */
  public record Call(String method, String path, Map<String, String> query, String body) {
    public JsonNode json() {
      return Json.mapper().readTree(body);
    }

    Contract.Call asked() {
      return new Contract.Call(method, path, query, body);
    }

    /** For example {@code POST /v2/services}. */
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** An answer. */
  public record Reply(int status, @Nullable JsonNode body, Map<String, String> headers) {
    public Reply(int status, @Nullable JsonNode body) {
      this(status, body, Map.of());
    }

    public static Reply of(int status, Object body) {
      return new Reply(status, Json.tree(body));
    }

    public static Reply empty(int status) {
      return new Reply(status, null);
    }

    /** As Google and Microsoft say that something is wrong. */
    public static Reply error(int status, String message) {
      return of(status, Map.of("error", Map.of("code", "" + status, "message", message)));
    }
  }

  private record Fault(String call, int status) {}

  public final List<Call> calls = new CopyOnWriteArrayList<>();
  public final List<String> violations = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final List<Contract> contracts;
  private final HttpServer http;
  private final Function<Call, @Nullable Reply> login;
  private final Function<Call, Reply> handler;
  private volatile String token = "";

  /**
   * Starts a cloud.
   *
   * @param login answers what needs no token, null for what it is not about
   * @param handler answers the rest
   */
  public StrictCloud(
      List<Contract> contracts,
      Function<Call, @Nullable Reply> login,
      Function<Call, Reply> handler)
      throws IOException {
    this.login = login;
    this.handler = handler;
    this.contracts = List.copyOf(contracts);
    this.http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::handle);
    http.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** From now on only this token is good. */
  public void token(String value) {
    token = value;
  }

  /** Answers the next call so without doing it. */
  public void refuse(String call, int status) {
    faults.add(new Fault(call, status));
  }

  /** Does the next call but closes the connection in place of an answer. */
  public void loseAnswerTo(String call) {
    faults.add(new Fault(call, 0));
  }

  /** How many calls of a kind were let through. */
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
        reply = Reply.error(500, e.toString());
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
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized Reply answer(HttpExchange exchange) throws IOException {
    Call call = call(exchange);
    Reply free = login.apply(call);
    if (free != null) {
      return free;
    }
    Contract contract =
        contracts.stream()
            .filter(one -> one.describes(call.asked()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no document is about " + call));
    List<String> wrong = contract.wrong(call.asked());
    if (!wrong.isEmpty()) {
      violations.add(call + ": " + wrong);
      return Reply.error(400, wrong.toString());
    }
    Fault fault = fault(call);
    if (fault != null && fault.status() != 0) {
      return Reply.error(fault.status(), "not now");
    }
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return Reply.error(401, "the token is not good");
    }
    calls.add(call);
    Reply reply = handler.apply(call);
    wrong =
        reply.status() / 100 == 2
            ? contract.wrong(call.asked(), reply.status(), reply.body())
            : List.of();
    if (!wrong.isEmpty()) {
      violations.add("answer to " + call + ": " + wrong);
      return Reply.error(500, wrong.toString());
    }
    return fault == null ? reply : Reply.empty(0);
  }

  private static Call call(HttpExchange exchange) throws IOException {
    Map<String, String> query = new TreeMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
    }
    return new Call(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query,
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  /** The fields of a form. */
  public static Map<String, String> form(String body) {
    Map<String, String> fields = new TreeMap<>();
    for (String pair : body.split("&")) {
      String[] parts = pair.split("=", 2);
      fields.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
    }
    return fields;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
