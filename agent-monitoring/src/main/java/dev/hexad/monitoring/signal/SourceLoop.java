package dev.hexad.monitoring.signal;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.monitoring.settings.MonitoringSettings;
import dev.hexad.monitoring.settings.SignalQuery;
import dev.hexad.monitoring.settings.Split;
import dev.hexad.monitoring.source.MetricSource;
import dev.hexad.monitoring.source.Sources;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the configured signals from their sources. Each source has a reader of its own, so one that
 * hangs holds up no other; what it misses meanwhile is not made up for. The loop has a thread of
 * its own, because one thread runs all that is scheduled, and the end of a storm of alerts takes a
 * while.
 */
@Component
class SourceLoop implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SourceLoop.class);

  /** A source whose clock differs by more tells nothing of now. */
  private static final Duration WRONG_CLOCK = Duration.ofMinutes(5);

  private static final Duration TICK = Duration.ofMillis(500);

  /** An application may be registered after its signals. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final SignalStore store;
  private final SeriesStore series;
  private final SplitSignals splits;
  private final Signals signals;
  private final Sources sources;
  private final LiveConfiguration<MonitoringSettings> settings;
  private final Clock clock;
  private volatile @Nullable Thread loop;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  /** Of the loop's thread alone, as is the next one. */
  private final Map<String, Instant> due = new HashMap<>();

  private @Nullable List<SignalQuery> wanted;
  private Map<String, Asked> known = Map.of();
  private Instant adoptedAt = Instant.MIN;

  /** A signal, and how its query is split. */
  private record Asked(Signal signal, @Nullable Split split) {}

  SourceLoop(
      SignalStore store,
      SeriesStore series,
      SplitSignals splits,
      Signals signals,
      Sources sources,
      LiveConfiguration<MonitoringSettings> settings,
      Clock clock) {
    this.store = store;
    this.series = series;
    this.splits = splits;
    this.signals = signals;
    this.sources = sources;
    this.settings = settings;
    this.clock = clock;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        adopt();
        readDue();
      } catch (RuntimeException e) {
        log.atWarn().setCause(e).log("reading of sources goes on after a failure");
      }
      try {
        Thread.sleep(TICK);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void adopt() {
    List<SignalQuery> configured = settings.current().signals();
    boolean homeless =
        known.values().stream()
            .map(Asked::signal)
            .anyMatch(s -> s.application() != null && s.applicationId() == null);
    boolean again = homeless && adoptedAt.plus(LOOK_AGAIN).isBefore(clock.instant());
    if (configured.equals(wanted) && !again) {
      return;
    }
    adoptedAt = clock.instant();
    var fresh = new HashMap<String, Asked>();
    for (SignalQuery query : configured) {
      Signal signal = store.configured(query);
      splits.changed(signal);
      fresh.put(query.key(), new Asked(signal, query.split()));
    }
    store.endAllBut(fresh.keySet(), clock.instant());
    known = fresh;
    wanted = configured;
    due.keySet().retainAll(fresh.keySet());
  }

  private void readDue() {
    Instant now = clock.instant();
    var bySource = new HashMap<String, List<Asked>>();
    for (Asked asked : known.values()) {
      Signal signal = asked.signal();
      String source = signal.source();
      Instant at = due.getOrDefault(signal.key(), Instant.MIN);
      if (source == null || busy.contains(source) || at.isAfter(now)) {
        continue;
      }
      due.put(signal.key(), now.plusSeconds(signal.seconds()));
      bySource.computeIfAbsent(source, s -> new ArrayList<>()).add(asked);
    }
    bySource.forEach((source, those) -> {
      busy.add(source);
      Thread.ofVirtual().name("source-" + source).start(() -> read(source, those));
    });
  }

  private void read(String name, List<Asked> those) {
    try {
      MetricSource source = sources.require(name);
      var values = new ArrayList<Signals.Value>();
      for (Asked asked : those) {
        read(source, asked, values);
      }
      signals.take(values);
    } catch (HexadException e) {
      those.forEach(asked -> store.failed(asked.signal().id(), message(e), clock.instant()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).addKeyValue("source", name).log("a source was not read");
    } finally {
      busy.remove(name);
    }
  }

  private void read(MetricSource source, Asked asked, List<Signals.Value> values)
      throws InterruptedException {
    Instant now = clock.instant();
    Signal signal = asked.signal();
    Split split = asked.split();
    try {
      if (split == null) {
        source
            .read(signal.query())
            .ifPresentOrElse(
                point -> take(signal, point, now, values),
                () -> store.failed(signal.id(), "the query gives no series", now));
      } else {
        take(signal, splits.read(signal, split, source.series(signal.query()), now), now, values);
      }
    } catch (IOException | HexadException e) {
      store.failed(signal.id(), message(e), now);
    }
  }

  private void take(Signal query, SplitSignals.Read read, Instant now, List<Signals.Value> values) {
    read.points().forEach((signal, point) -> take(signal, point, now, values));
    String problem =
        read.problem() == null && read.points().isEmpty()
            ? "the query gives no series"
            : read.problem();
    if (problem == null) {
      series.answered(query.id());
    } else {
      store.failed(query.id(), problem, now);
    }
  }

  private void take(
      Signal signal, MetricSource.Point point, Instant now, List<Signals.Value> values) {
    Duration off = Duration.between(point.at(), now).abs();
    if (off.compareTo(WRONG_CLOCK) > 0) {
      store.failed(signal.id(), "its time is " + off.toSeconds() + " s away from ours", now);
    } else if (!Double.isFinite(point.value())) {
      store.failed(signal.id(), "the query gives " + point.value(), now);
    } else {
      values.add(new Signals.Value(signal, now, point.value()));
    }
  }

  private static String message(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @Override
  public void start() {
    loop = Thread.ofVirtual().name("sources").start(this::run);
  }

  @Override
  public void stop() {
    Thread running = loop;
    loop = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return loop != null;
  }
}
