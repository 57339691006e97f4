package dev.hexad.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.Endpoint;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A revision that answers, every n-th time with an error, and shows its counters. */
final class TestService implements AutoCloseable {
  private final UUID deployment = Ids.next();
  private final AtomicLong good = new AtomicLong();
  private final AtomicLong bad = new AtomicLong();
  private final ConcurrentSkipListMap<Double, AtomicLong> buckets = new ConcurrentSkipListMap<>();
  private final int errorEvery;
  private final int revision;
  private volatile double latency;
  private HttpServer server;

  /**
   * @param errorEvery 0 for never
   */
  TestService(int revision, int errorEvery) {
    this.revision = revision;
    this.errorEvery = errorEvery;
    this.server = start(0);
  }

  private HttpServer start(int port) {
    try {
      var started = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
      started.createContext("/metrics", this::metrics);
      started.createContext("/", this::answer);
      started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      started.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends, and comes back on the same port when the result is run. */
  Runnable breakDown() {
    int port = server.getAddress().getPort();
    server.stop(0);
    return () -> server = start(port);
  }

  private void answer(HttpExchange exchange) throws IOException {
    long n = good.get() + bad.get() + 1;
    boolean error = errorEvery > 0 && n % errorEvery == 0;
    counting(1, error ? 1 : 0);
    exchange.sendResponseHeaders(error ? 500 : 200, -1);
    exchange.close();
  }

  /** Requests that it has answered before. */
  TestService counting(long answered, long failed) {
    good.addAndGet(answered - failed);
    bad.addAndGet(failed);
    buckets.tailMap(latency, true).values().forEach(bucket -> bucket.addAndGet(answered));
    return this;
  }

  /** From now on shows a histogram in which each request takes as long. */
  TestService taking(double seconds) {
    latency = seconds;
    for (double bound : new double[] {0.01, 0.05, 0.1, 0.5, Double.POSITIVE_INFINITY}) {
      buckets.putIfAbsent(bound, new AtomicLong());
    }
    return this;
  }

  private void metrics(HttpExchange exchange) throws IOException {
    String text =
        """
        # TYPE http_requests_total counter
        http_requests_total{status="200"} %d
        http_requests_total{status="500"} %d
        """
            .formatted(good.get(), bad.get());
    var all = new StringBuilder(text);
    buckets.forEach((bound, count) ->
        all.append("http_request_duration_seconds_bucket{le=\"")
            .append(bound.isInfinite() ? "+Inf" : bound.toString())
            .append("\"} ")
            .append(count)
            .append('\n'));
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Endpoint endpoint(String role) {
    return new Endpoint(deployment, revision, role, url(), url() + "/metrics");
  }

  DeploymentRef ref(UUID application, String role) {
    var image = new ImageRef("127.0.0.1:1/hello", "1", "sha256:" + "0".repeat(64));
    return new DeploymentRef(
        deployment, application, "hello", "test", revision, role, "local", image, commit(), "Ada");
  }

  String commit() {
    return Integer.toString(revision).repeat(40);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
