package dev.hexad.standalone.bench.drift;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/** Looks at the heap of a service again and again, by the metrics that it publishes. */
final class HeapWatch implements AutoCloseable {
  private static final long LOOK_MILLIS = 250;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;
  private final Thread thread;
  private volatile double highest;
  private volatile double kept;
  private volatile double limit;
  private volatile double pause;

  HeapWatch(String serviceUrl) {
    this.request =
        HttpRequest.newBuilder(URI.create(serviceUrl + "/actuator/prometheus"))
            .timeout(Duration.ofSeconds(10))
            .build();
    this.thread = Thread.ofVirtual().start(this::watch);
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    try {
      String text = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      highest = Math.max(highest, sum(text, "jvm_memory_used_bytes{area=\"heap\""));
      kept = Math.max(kept, sum(text, "jvm_gc_live_data_size_bytes"));
      limit = sum(text, "jvm_memory_max_bytes{area=\"heap\"");
      pause = sum(text, "jvm_gc_pause_seconds_sum{");
    } catch (IOException e) {
      // A busy service misses a look; one that is gone fails the measurement by itself.
    }
  }

  /** Of all samples whose line begins so. */
  static double sum(String text, String start) {
    return text.lines()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Whether anything was seen. */
  boolean saw() {
    return highest > 0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "highest %.0f MiB with and %.0f MiB without garbage, of %.0f MiB that it may have; %.1f s"
            + " in collections since its start",
        highest / (1 << 20),
        kept / (1 << 20),
        limit / (1 << 20),
        pause);
  }

  @Override
  public void close() {
    thread.interrupt();
    http.shutdownNow();
  }
}
