package dev.hexad.monitoring.signal;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.monitoring.detect.Detector;
import dev.hexad.monitoring.detect.Reading;
import dev.hexad.monitoring.detect.WorkDays;
import dev.hexad.monitoring.settings.MonitoringSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes values of signals: judges each by what came before, stores it, and lets the rules look. The
 * state of a detector is saved now and then; after a restart it catches up from the stored values.
 */
@Component
public class Signals implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Signals.class);

  /** More values than these a detector does not catch up. */
  private static final int CATCH_UP = 20_000;

  private static final Duration SAVED_EVERY = Duration.ofMinutes(5);

  private final PointStore points;
  private final List<SignalListener> listeners;
  private final LiveConfiguration<MonitoringSettings> settings;
  private final Clock clock;
  private final Map<Long, Followed> followed = new ConcurrentHashMap<>();
  private volatile boolean running;

  Signals(
      PointStore points,
      List<SignalListener> listeners,
      LiveConfiguration<MonitoringSettings> settings,
      Clock clock) {
    this.points = points;
    this.listeners = List.copyOf(listeners);
    this.settings = settings;
    this.clock = clock;
  }

  /** A value as it was read. */
  public record Value(Signal signal, Instant at, double value) {}

  private static final class Followed {
    private final Detector detector;
    private @Nullable Instant last;
    private @Nullable Instant saved;

    private Followed(Detector detector, @Nullable Instant last) {
      this.detector = detector;
      this.last = last;
      this.saved = last;
    }
  }

  /**
   * Takes values. One that is not newer than what the signal has is left out, and so is what is not
   * finite.
   */
  public void take(List<Value> values) {
    var taken = new ArrayList<Taken>();
    WorkDays days = settings.current().calendar().days();
    for (Value value : values) {
      Followed series =
          followed.computeIfAbsent(value.signal().id(), id -> restore(value.signal()));
      synchronized (series) {
        boolean newer = series.last == null || value.at().isAfter(series.last);
        if (newer && Double.isFinite(value.value())) {
          Reading reading = series.detector.observe(value.at(), days, value.value());
          series.last = value.at();
          taken.add(new Taken(value.signal(), value.at(), value.value(), reading));
        }
      }
    }
    if (taken.isEmpty()) {
      return;
    }
    points.store(taken);
    listeners.forEach(listener -> listener.taken(taken));
  }

  private Followed restore(Signal signal) {
    var saved = points.detector(signal.id());
    var detector = new Detector();
    Instant last = null;
    if (saved.isPresent()) {
      try {
        detector = Detector.restore(saved.get().state());
        last = saved.get().at();
      } catch (IllegalArgumentException e) {
        log.atInfo().addKeyValue("signal", signal.key()).log("a detector learns anew");
      }
    }
    Instant known = last;
    WorkDays days = settings.current().calendar().days();
    for (var point : points.after(signal.id(), last == null ? Instant.EPOCH : last, CATCH_UP)) {
      detector.observe(point.at(), days, point.value());
      last = point.at();
    }
    var series = new Followed(detector, last);
    series.saved = known;
    return series;
  }

  @Scheduled(fixedDelay = 60_000)
  void save() {
    Instant before = clock.instant().minus(SAVED_EVERY);
    followed.forEach((id, series) -> save(id, series, before));
  }

  private void save(long id, Followed series, Instant notSince) {
    byte[] state;
    Instant last;
    synchronized (series) {
      last = series.last;
      if (last == null
          || last.equals(series.saved)
          || series.saved != null && series.saved.isAfter(notSince)) {
        return;
      }
      state = series.detector.save();
      series.saved = last;
    }
    points.save(id, state, last);
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    followed.forEach((id, series) -> save(id, series, clock.instant().plus(SAVED_EVERY)));
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
