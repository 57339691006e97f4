package dev.hexad.cd.deployment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Asks until the answer is 2xx.
 *
 * @param url base URL of the revision
 * @param path asked path
 * @param timeout when to give up
 */
record HealthCheck(String url, String path, Duration timeout) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private static final Duration EVERY = Duration.ofMillis(200);

  sealed interface Outcome {
    record Healthy() implements Outcome {}

    record Unhealthy(String reason) implements Outcome {}
  }

  Outcome await(BooleanSupplier alive, BooleanSupplier interrupted) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    String last = "no answer";
    while (System.nanoTime() < end && !interrupted.getAsBoolean()) {
      if (!alive.getAsBoolean()) {
        return new Outcome.Unhealthy("It ended before it was healthy.");
      }
      try {
        var request =
            HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(2)).build();
        int status = HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 == 2) {
          return new Outcome.Healthy();
        }
        last = "status " + status;
      } catch (IOException e) {
        last = e.getMessage() == null ? e.toString() : e.getMessage();
      }
      Thread.sleep(EVERY);
    }
    return new Outcome.Unhealthy(
        "It was not healthy within " + timeout.toSeconds() + " s: " + path + " gave " + last + ".");
  }
}
