package dev.hexad.testkit.cluster;

import dev.hexad.contracts.message.Json;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes requests, asks who it is and what they may, and gives them to those who answer. */
final class ApiServer implements AutoCloseable {
  private static final List<String> PROTOCOLS = List.of("v4.channel.k8s.io");
  private static final int LARGEST = 1024 * 1024;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger throttled = new AtomicInteger();
  private final AtomicInteger losses = new AtomicInteger();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<io.vertx.core.http.HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Roles roles = new Roles();
  private final String token;
  private final ObjectCalls objects;
  private final PodCalls pods;
  private final HttpServer server;
  private volatile boolean away;

  ApiServer(String token, ObjectCalls objects, PodCalls pods) {
    this.token = token;
    this.objects = objects;
    this.pods = pods;
    HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    options.setMaxWebSocketFrameSize(LARGEST).setMaxWebSocketMessageSize(LARGEST);
    PROTOCOLS.forEach(options::addWebSocketSubProtocol);
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(connection -> {
              connections.add(connection);
              connection.closeHandler(v -> connections.remove(connection));
              if (away) {
                connection.close();
              }
            })
            .requestHandler(this::take);
    await(server.listen());
  }

  private static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return server.actualPort();
  }

  Roles roles() {
    return roles;
  }

  /** Verb and path of all requests so far, for example "create pods". */
  List<String> calls() {
    return List.copyOf(calls);
  }

  /** Cuts all connections; while away, new ones too. */
  void cut(boolean stayAway) {
    away = stayAway;
    Set.copyOf(connections).forEach(io.vertx.core.http.HttpConnection::close);
  }

  /** So many requests from now on are told to come again later. */
  void throttle(int requests) {
    throttled.set(requests);
  }

  /** So many changes from now on are made, but their answers are lost on the way. */
  void loseAnswers(int answers) {
    losses.set(answers);
  }

  private static boolean takeOne(AtomicInteger left) {
    return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  private void take(HttpServerRequest request) {
    boolean upgrade = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    Context loop = vertx.getOrCreateContext();
    if (upgrade) {
      request.pause();
      workers.execute(() -> answer(request, loop, Buffer.buffer()));
      return;
    }
    request.body().onSuccess(body -> workers.execute(() -> answer(request, loop, body)));
  }

  private void answer(HttpServerRequest request, Context loop, Buffer body) {
    var none = new ApiPath("", "", "", "", "", "");
    Call call = new Call(request, loop, none, body, false);
    try {
      call = call(request, loop, body);
      route(call);
    } catch (Refusal e) {
      call.answer(e.code(), e.status());
    } catch (RuntimeException e) {
      e.printStackTrace();
      Refusal refusal = Refusal.internal(e);
      call.answer(refusal.code(), refusal.status());
    }
  }

  private Call call(HttpServerRequest request, Context loop, Buffer body) {
    boolean version = request.path().equals("/version");
    var path = version ? new ApiPath("", "", "", "version", "", "") : ApiPath.of(request.path());
    boolean changes = !Set.of("GET", "HEAD").contains(request.method().name());
    return new Call(request, loop, path, body, changes && takeOne(losses));
  }

  private void route(Call call) {
    if (call.path().resource().equals("version")) {
      call.answer(
          200, Json.tree(Map.of("major", "1", "minor", "34", "gitVersion", "v1.34.0-test")));
      return;
    }
    if (!("Bearer " + token).equals(call.request().getHeader("Authorization"))) {
      throw Refusal.unauthorized();
    }
    calls.add(call.verb() + " " + call.path().permission());
    if (takeOne(throttled)) {
      call.request().response().putHeader("Retry-After", "1");
      throw Refusal.tooMany();
    }
    roles.require(call.path(), call.verb());
    switch (call.path().part()) {
      case "" -> objects.answer(call);
      case "log" -> pods.log(call);
      case "exec" -> pods.exec(call);
      case "status" -> objects.answer(call);
      default -> throw Refusal.notFound("subresource", call.path().part());
    }
  }

  @Override
  public void close() {
    await(vertx.close());
    workers.shutdownNow();
  }
}
