package dev.hexad.monitoring.verdict;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Sends requests to revisions that have no traffic of their own; bounded in rate and time. */
final class Probe {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final Thread sender;

  Probe(List<String> urls, int perSecond) {
    sender = Thread.ofVirtual().name("probe").start(() -> send(urls, perSecond));
  }

  private static void send(List<String> urls, int perSecond) {
    Duration pause = Duration.ofNanos(1_000_000_000L / perSecond);
    try {
      while (!Thread.currentThread().isInterrupted()) {
        for (String url : urls) {
          Thread.ofVirtual().start(() -> request(url));
        }
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void request(String url) {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(3)).build();
    try {
      HTTP.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      // What a revision does not answer shows in its own metrics, or in their absence.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    sender.interrupt();
  }
}
