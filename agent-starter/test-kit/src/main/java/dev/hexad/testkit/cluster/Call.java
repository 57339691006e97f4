package dev.hexad.testkit.cluster;

import dev.hexad.contracts.message.Json;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request to the API server.
 *
 * @param lost whether the connection breaks in place of an answer
 */
record Call(HttpServerRequest request, Context loop, ApiPath path, Buffer content, boolean lost) {
  @Nullable String query(String name) {
    return request.getParam(name);
  }

  List<String> queries(String name) {
    return request.params().getAll(name);
  }

  boolean flag(String name) {
    String value = query(name);
    return "true".equals(value) || "1".equals(value);
  }

  boolean upgrade() {
    return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }

  /** Opens the socket on the thread that reads it, so that its first message meets a handler. */
  void open(Consumer<ServerWebSocket> then) {
    loop.runOnContext(v -> request.toWebSocket().onSuccess(then::accept));
  }

  String contentType() {
    String given = request.getHeader("Content-Type");
    return given == null ? "" : given;
  }

  Predicate<ObjectNode> selector() {
    return Selector.of(query("labelSelector"), query("fieldSelector"));
  }

  JsonNode body() {
    try {
      return content.length() == 0
          ? Json.mapper().createObjectNode()
          : Json.mapper().readTree(content.getBytes());
    } catch (JacksonException e) {
      throw Refusal.badRequest("the body is not JSON: " + e.getMessage());
    }
  }

  /** A body that may be YAML, of which JSON is a part. */
  JsonNode yaml() {
    try {
      Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(content.toString());
      return Json.tree(read);
    } catch (YAMLException e) {
      throw Refusal.badRequest("the body is not YAML: " + e.getMessage());
    }
  }

  /** The verb as roles name it. */
  String verb() {
    boolean one = !path.name().isEmpty();
    return switch (request.method().name()) {
      case "GET" -> one ? "get" : flag("watch") ? "watch" : "list";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> one ? "delete" : "deletecollection";
      default -> "none";
    };
  }

  void answer(int code, JsonNode body) {
    if (lost) {
      request.connection().close();
      return;
    }
    HttpServerResponse response = request.response();
    if (!response.ended() && !response.headWritten()) {
      response
          .setStatusCode(code)
          .putHeader("Content-Type", "application/json")
          .end(Json.write(body));
    }
  }
}
