package dev.hexad.testkit.cluster;

import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Logs of containers and commands in them. */
final class PodCalls {
  private final ResourceStore store;
  private final Kubelet kubelet;
  private final Engine engine;

  PodCalls(ResourceStore store, Kubelet kubelet, Engine engine) {
    this.store = store;
    this.kubelet = kubelet;
    this.engine = engine;
  }

  private String container(Call call) {
    ApiPath path = call.path();
    var of = new ApiPath(path.group(), path.version(), path.namespace(), "pods", path.name(), "");
    ObjectNode pod = store.get(of);
    return kubelet.container(pod, Optional.ofNullable(call.query("container")).orElse(""));
  }

  void log(Call call) {
    String id = container(call);
    String since =
        Optional.ofNullable(call.query("sinceTime"))
            .map(time -> OffsetDateTime.parse(time).toInstant())
            .map(Instant::getEpochSecond)
            .map(String::valueOf)
            .orElse("0");
    String tail = Optional.ofNullable(call.query("tailLines")).orElse("all");
    HttpServerResponse response = call.request().response();
    response.setChunked(true).putHeader("Content-Type", "text/plain");
    var to = new SlowStream(response);
    try (var log = engine.log(id, call.flag("follow"), call.flag("timestamps"), since, tail)) {
      response.closeHandler(v -> {
        to.gone();
        close(log);
      });
      response.writeHead();
      log.read((stream, bytes) -> to.write(bytes));
      response.end();
    } catch (IOException e) {
      response.reset();
    }
  }

  private static void close(Engine.Attached log) {
    try {
      log.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void exec(Call call) {
    String id = container(call);
    if (!call.upgrade()) {
      throw Refusal.badRequest("Upgrade request required");
    }
    var session = new ExecSession(engine, id, call);
    call.open(session::begin);
  }
}
