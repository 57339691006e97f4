package dev.hexad.monitoring.suspect;

import dev.hexad.monitoring.settings.SignalQuery.Direction;
import dev.hexad.monitoring.signal.History;
import dev.hexad.monitoring.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stored values of an application around a time. */
@Component
public class Courses {
  private static final Duration BEFORE = Duration.ofMinutes(45);
  private static final int MOST_SIGNALS = 12;
  private static final int MOST_VALUES = 2000;

  private final History history;

  Courses(History history) {
    this.history = history;
  }

  /**
   * Signals that tell good from bad; how many requests there are tells neither.
   *
   * @param until the newest value; what came later is not known to who is asked then
   */
  public List<Course> of(UUID application, @Nullable String environment, Instant until) {
    return history.signals().stream()
        .filter(signal -> application.equals(signal.applicationId()))
        .filter(signal -> environment == null || environment.equals(signal.environment()))
        .filter(signal -> signal.direction() != Direction.BOTH)
        .limit(MOST_SIGNALS)
        .map(signal -> course(signal, until))
        .toList();
  }

  /** The stored values of one signal; empty when there is no such signal. */
  public Optional<Course> of(String key, Instant until) {
    return history.signals().stream()
        .filter(signal -> signal.key().equals(key))
        .findFirst()
        .map(signal -> course(signal, until));
  }

  private Course course(Signal signal, Instant until) {
    return new Course(
        signal.name(),
        signal.direction() != Direction.DOWN,
        signal.direction() != Direction.UP,
        history.values(signal, until.minus(BEFORE), until.plusMillis(1), MOST_VALUES).stream()
            .map(taken -> new Course.Point(taken.at(), taken.value()))
            .toList());
  }
}
