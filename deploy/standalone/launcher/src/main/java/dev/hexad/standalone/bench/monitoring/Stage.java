package dev.hexad.standalone.bench.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What both sides watch, and where both send to: an exporter with one value, and a receiver. */
final class Stage implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final HttpServer server;
  private final Map<String, Long> told = new ConcurrentHashMap<>();
  private volatile int value;

  Stage() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/metrics", this::metrics);
    server.createContext("/told/", this::take);
    server.start();
  }

  private void metrics(HttpExchange exchange) throws IOException {
    byte[] text = ("bench_value " + value + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
    exchange.sendResponseHeaders(200, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private void take(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean over = body.contains("\"RESOLVED\"") || body.contains("\"status\":\"resolved\"");
    String who = exchange.getRequestURI().getPath().substring("/told/".length());
    told.putIfAbsent(who + (over ? " over" : " fires"), now);
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Sets the value; what was told before is forgotten. */
  long set(int newValue) {
    told.clear();
    value = newValue;
    return System.nanoTime();
  }

  /** When somebody told something, in the time of {@link System#nanoTime}. */
  long await(String who, String what) throws InterruptedException {
    long until = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < until) {
      Long at = told.get(who + " " + what);
      if (at != null) {
        return at;
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
    throw new SampleException(who + " did not tell within " + LONGEST.toSeconds() + " s: " + what);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
