package dev.hexad.monitoring.scrape;

import dev.hexad.contracts.event.Verdict;
import dev.hexad.monitoring.metrics.Exposition;
import dev.hexad.monitoring.metrics.Snapshot;
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

/** Reads the metrics endpoint of a revision, in the Prometheus text format. */
@Component
public final class Scraper implements RevisionMetrics {
  private static final int LIMIT = 8 * 1024 * 1024;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final Clock clock;

  Scraper(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Snapshot read(Watched revision) throws IOException, InterruptedException {
    return read(revision.requireMetricsUrl());
  }

  @Override
  public String describe(Watched revision) {
    return String.valueOf(revision.metricsUrl());
  }

  /** A revision that does not even show its metrics any more is gone. */
  @Override
  public Verdict whenSilent() {
    return Verdict.FAIL;
  }

  Snapshot read(String metricsUrl) throws IOException, InterruptedException {
    HttpRequest request = request(metricsUrl);
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException(metricsUrl + " answered " + response.statusCode());
      }
      String text = new String(body.readNBytes(LIMIT), StandardCharsets.UTF_8);
      return HttpMetrics.of(clock.instant(), Exposition.parse(text), request.uri().getPath());
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
