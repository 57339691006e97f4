package dev.hexad.monitoring.signal;

import dev.hexad.monitoring.metrics.Observed;
import dev.hexad.monitoring.scrape.ScrapeListener;
import dev.hexad.monitoring.scrape.Watched;
import dev.hexad.monitoring.settings.SignalQuery;
import dev.hexad.monitoring.settings.SignalQuery.Direction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Finds signals by itself: traffic, errors and latency of what CD deployed, of all revisions. */
@Component
class GoldenSignals implements ScrapeListener {
  private static final int SECONDS = 10;
  private static final double TAIL = 0.95;

  private final SignalStore store;
  private final Signals signals;
  private final Clock clock;

  /** Of the scraping thread alone. */
  private final Map<Place, Observed> sums = new HashMap<>();

  private final Map<String, Signal> known = new ConcurrentHashMap<>();
  private Instant since;

  private record Place(UUID applicationId, String application, String environment) {}

  GoldenSignals(SignalStore store, Signals signals, Clock clock) {
    this.store = store;
    this.signals = signals;
    this.clock = clock;
    this.since = clock.instant();
  }

  @Override
  public void grew(Watched watched, Instant at, Observed traffic) {
    var place = new Place(watched.applicationId(), watched.application(), watched.environment());
    sums.merge(place, traffic, Observed::plus);
  }

  @Override
  public void scraped() {
    Instant now = clock.instant();
    Duration passed = Duration.between(since, now);
    if (passed.toSeconds() < SECONDS && !passed.isNegative()) {
      return;
    }
    double seconds = passed.toMillis() / 1000.0;
    var values = new ArrayList<Signals.Value>();
    if (seconds > 0) {
      sums.forEach((place, sum) -> values.addAll(values(place, sum, now, seconds)));
    }
    sums.clear();
    since = now;
    signals.take(values);
  }

  private List<Signals.Value> values(Place place, Observed sum, Instant now, double seconds) {
    if (!sum.flaws().requests().isEmpty()) {
      return List.of();
    }
    var values = new ArrayList<Signals.Value>();
    values.add(value(place, "requests", "1/s", Direction.BOTH, now, sum.requests() / seconds));
    if (sum.requests() > 0 && sum.flaws().errors().isEmpty()) {
      values.add(value(place, "errors", "%", Direction.UP, now, 100 * sum.errorRatio()));
    }
    Double slow = sum.latencyMillis(TAIL);
    if (slow != null && sum.flaws().latency().isEmpty()) {
      values.add(value(place, "latency-p95", "ms", Direction.UP, now, slow));
    }
    return values;
  }

  private Signals.Value value(
      Place place, String name, String unit, Direction direction, Instant at, double value) {
    String key = SignalQuery.key(place.application(), place.environment(), name);
    Signal signal =
        known.compute(
            key,
            (k, before) ->
                before != null && place.applicationId().equals(before.applicationId())
                    ? before
                    : store.found(
                        name,
                        place.applicationId(),
                        place.application(),
                        place.environment(),
                        unit,
                        direction,
                        SECONDS));
    return new Signals.Value(signal, at, value);
  }
}
