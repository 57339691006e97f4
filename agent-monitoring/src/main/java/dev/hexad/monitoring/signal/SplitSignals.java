package dev.hexad.monitoring.signal;

import dev.hexad.monitoring.settings.Split;
import dev.hexad.monitoring.source.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The series of queries that are split: each is a signal of its own, found by itself. One that the
 * query gives no more ends after an hour, or after ten values where that is longer.
 */
@Component
class SplitSignals {
  private static final Duration GONE = Duration.ofHours(1);
  private static final int GONE_VALUES = 10;

  private final SeriesStore store;
  private final Map<Long, Map<String, Followed>> queries = new ConcurrentHashMap<>();

  SplitSignals(SeriesStore store) {
    this.store = store;
  }

  private record Followed(Signal signal, Instant seen) {}

  /**
   * What a reading of a query gives.
   *
   * @param points the newest value of each series that is followed
   * @param problem why not all are followed, null when all is well
   */
  record Read(Map<Signal, MetricSource.Point> points, @Nullable String problem) {}

  /** Forgets what a query was, when it may have changed. */
  void changed(Signal query) {
    queries.remove(query.id());
  }

  /** Takes a reading up; of one query not twice at once. */
  Read read(Signal query, Split split, List<MetricSource.Series> series, Instant now) {
    Optional<String> missing = missing(split, series);
    if (missing.isPresent()) {
      return new Read(Map.of(), missing.get());
    }
    Map<String, Followed> followed = queries.computeIfAbsent(query.id(), id -> stored(query, now));
    Map<String, Sum> sums = sums(split, series);
    end(query, followed, sums, now);
    var points = new HashMap<Signal, MetricSource.Point>();
    sums.forEach((words, sum) -> {
      Followed known = followed.get(words);
      if (known != null || followed.size() < split.most()) {
        Signal signal = known == null ? store.add(query, sum.labels()) : known.signal();
        followed.put(words, new Followed(signal, now));
        points.put(signal, sum.point());
      }
    });
    return new Read(points, points.size() < sums.size() ? tooMany(sums.size(), split) : null);
  }

  private Map<String, Followed> stored(Signal query, Instant now) {
    var followed = new HashMap<String, Followed>();
    store
        .of(query)
        .forEach(signal -> followed.put(Signal.words(signal.labels()), new Followed(signal, now)));
    return followed;
  }

  private static Optional<String> missing(Split split, List<MetricSource.Series> series) {
    var labels = new TreeSet<String>();
    series.forEach(each -> labels.addAll(each.labels().keySet()));
    return split.by().stream()
        .filter(label -> !series.isEmpty() && !labels.contains(label))
        .findFirst()
        .map(label ->
            "no series has the label '%s' that it is split by; there are %s"
                .formatted(label, labels.isEmpty() ? "none" : String.join(", ", labels)));
  }

  private record Sum(Map<String, String> labels, MetricSource.Point point) {
    Sum plus(Sum other) {
      Instant at = point.at().isAfter(other.point.at()) ? point.at() : other.point.at();
      return new Sum(labels, new MetricSource.Point(at, point.value() + other.point.value()));
    }
  }

  /** In the order of their labels, so that of too many always the same are followed. */
  private static Map<String, Sum> sums(Split split, List<MetricSource.Series> series) {
    var sums = new TreeMap<String, Sum>();
    for (MetricSource.Series each : series) {
      var labels = new TreeMap<String, String>();
      split.by().forEach(label -> labels.put(label, each.labels().getOrDefault(label, "")));
      sums.merge(Signal.words(labels), new Sum(labels, each.newest()), Sum::plus);
    }
    return sums;
  }

  private void end(
      Signal query, Map<String, Followed> followed, Map<String, Sum> given, Instant now) {
    Duration values = Duration.ofSeconds((long) GONE_VALUES * query.seconds());
    Instant before = now.minus(values.compareTo(GONE) > 0 ? values : GONE);
    followed
        .entrySet()
        .removeIf(entry -> {
          boolean gone =
              !given.containsKey(entry.getKey()) && entry.getValue().seen().isBefore(before);
          if (gone) {
            store.end(entry.getValue().signal().id(), now);
          }
          return gone;
        });
  }

  private static String tooMany(int given, Split split) {
    return "the query gives %d series by %s, and %d are followed; narrow the query, or raise 'most' of its split"
        .formatted(given, String.join(", ", split.by()), split.most());
  }
}
