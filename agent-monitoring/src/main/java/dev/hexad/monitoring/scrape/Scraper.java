package dev.hexad.monitoring.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Reads a metrics endpoint once. */
@Component
public final class Scraper {
  private static final int LIMIT = 8 * 1024 * 1024;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final Clock clock;

  Scraper(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads now.
   *
   * @throws IOException when there is no answer, or one that is not 200
   */
  public Reading read(String metricsUrl) throws IOException, InterruptedException {
    HttpRequest request = request(metricsUrl);
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException(metricsUrl + " answered " + response.statusCode());
      }
      String text = new String(body.readNBytes(LIMIT), StandardCharsets.UTF_8);
      return Reading.of(clock.instant(), Exposition.parse(text));
    }
  }

  private static HttpRequest request(String metricsUrl) throws IOException {
    try {
      return HttpRequest.newBuilder(URI.create(metricsUrl))
          .timeout(Duration.ofSeconds(3))
          .header("Accept", "text/plain;version=0.0.4")
          .build();
    } catch (IllegalArgumentException e) {
      throw new IOException(metricsUrl + " is no address", e);
    }
  }
}
