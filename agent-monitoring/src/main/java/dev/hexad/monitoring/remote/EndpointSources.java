package dev.hexad.monitoring.remote;

import dev.hexad.contracts.message.Secret;
import dev.hexad.monitoring.metrics.Counters;
import dev.hexad.monitoring.metrics.Exposition;
import dev.hexad.monitoring.metrics.Sample;
import dev.hexad.monitoring.settings.Source;
import dev.hexad.monitoring.source.MetricSource;
import dev.hexad.monitoring.source.SourceAdapter;
import dev.hexad.monitoring.source.SourceSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An endpoint that shows its metrics in the text format of OpenMetrics, read without a server in
 * between. A query is a name, with labels in braces where it needs them.
 */
@Component
final class EndpointSources implements SourceAdapter {
  private final RemoteHttp http;
  private final Clock clock;

  EndpointSources(RemoteHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Source.Kind kind() {
    return Source.Kind.OPENMETRICS;
  }

  @Override
  public MetricSource open(Source source, SourceSecrets secrets) {
    http.check(source.url());
    return new Endpoint(
        source.url(), source.secret() == null ? null : secrets.require(source.secret()));
  }

  private static boolean saysSomething(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  private final class Endpoint implements MetricSource {
    /** Signals that are read together share one reading. */
    private static final Duration SHARED = Duration.ofMillis(400);

    private final String url;
    private final @Nullable Secret token;
    private final ReentrantLock reading = new ReentrantLock();
    private Map<String, List<Sample>> last = Map.of();
    private Instant at = Instant.EPOCH;

    private Endpoint(String url, @Nullable Secret token) {
      this.url = url;
      this.token = token;
    }

    @Override
    public Optional<Point> read(String query) throws IOException, InterruptedException {
      List<Sample> found = find(query);
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(new Point(at, found.stream().mapToDouble(Sample::value).sum()));
    }

    @Override
    public List<Series> series(String query) throws IOException, InterruptedException {
      return find(query).stream()
          .map(sample -> new Series(sample.labels(), new Point(at, sample.value())))
          .toList();
    }

    @Override
    public Counters<Map<String, String>> counters(String query)
        throws IOException, InterruptedException {
      List<Sample> found = find(query);
      return found.isEmpty()
          ? Counters.absent("'" + query + "' is not among the metrics")
          : Counters.of(found);
    }

    @Override
    public List<Point> history(String query, Instant from, Instant to, Duration step) {
      return List.of();
    }

    private List<Sample> find(String query) throws IOException, InterruptedException {
      LabelQuery wanted = LabelQuery.parse(query);
      return samples().getOrDefault(wanted.name(), List.of()).stream()
          .filter(s -> s.labels().entrySet().containsAll(wanted.labels().entrySet()))
          .toList();
    }

    private Map<String, List<Sample>> samples() throws IOException, InterruptedException {
      reading.lockInterruptibly();
      try {
        Instant now = clock.instant();
        if (Duration.between(at, now).compareTo(SHARED) > 0) {
          var request =
              HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/plain;version=0.0.4");
          if (token != null) {
            request.header("Authorization", "Bearer " + token.reveal());
          }
          var byName = new HashMap<String, List<Sample>>();
          String text = http.text(url, request.build());
          Exposition.parse(text)
              .forEach(s -> byName.computeIfAbsent(s.name(), n -> new ArrayList<>()).add(s));
          if (byName.isEmpty() && text.lines().anyMatch(EndpointSources::saysSomething)) {
            throw new IOException(url + " gives no metrics in the text format");
          }
          last = byName;
          at = now;
        }
        return last;
      } finally {
        reading.unlock();
      }
    }
  }
}
