package dev.hexad.monitoring.rule;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.monitoring.alert.Alert;
import dev.hexad.monitoring.alert.Alerts;
import dev.hexad.monitoring.alert.Observation;
import dev.hexad.monitoring.alert.Place;
import dev.hexad.monitoring.settings.MonitoringSettings;
import dev.hexad.monitoring.settings.Rule;
import dev.hexad.monitoring.signal.History;
import dev.hexad.monitoring.signal.Signal;
import dev.hexad.monitoring.signal.SignalListener;
import dev.hexad.monitoring.signal.Silent;
import dev.hexad.monitoring.signal.Taken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks at each value with the rules that fit its signal, and at signals that have fallen silent.
 */
@Component
class SignalRules implements SignalListener {
  private static final Logger log = LoggerFactory.getLogger(SignalRules.class);

  /** A signal is silent when this many values are missing. */
  private static final int MISSED = 3;

  private static final int MOST = 2000;

  private final Alerts alerts;
  private final Silent silent;
  private final History history;
  private final LiveConfiguration<MonitoringSettings> settings;
  private final Clock clock;

  /** Values that forecasts look back on, by rule and signal. */
  private final Map<String, Deque<Trend.Point>> recent = new ConcurrentHashMap<>();

  SignalRules(
      Alerts alerts,
      Silent silent,
      History history,
      LiveConfiguration<MonitoringSettings> settings,
      Clock clock) {
    this.alerts = alerts;
    this.silent = silent;
    this.history = history;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void taken(List<Taken> values) {
    List<Rule> rules = settings.current().rules();
    if (rules.isEmpty()) {
      return;
    }
    var seen = new ArrayList<Observation>();
    for (Taken taken : values) {
      Signal signal = taken.signal();
      for (Rule rule : rules) {
        if (rule.fits(signal.name(), signal.application(), signal.environment())) {
          var input =
              new Breach.Input(taken.value(), taken.reading(), signal.unit(), ahead(rule, taken));
          if (rule.kind() == Rule.Kind.FORECAST && input.ahead() == null) {
            // Too few values say neither yes nor no.
            continue;
          }
          Breach breach =
              rule.kind() == Rule.Kind.ABSENCE
                  ? new Breach(false, 0, "there are values again")
                  : Breach.of(rule, input);
          seen.add(observation(rule, signal, breach, taken.value()));
        }
      }
    }
    if (!seen.isEmpty()) {
      alerts.observe(seen);
    }
  }

  private @Nullable Double ahead(Rule rule, Taken taken) {
    if (rule.kind() != Rule.Kind.FORECAST) {
      return null;
    }
    Duration horizon = Duration.ofMinutes(rule.horizonMinutes());
    // As far back as it looks ahead.
    Instant oldest = taken.at().minus(horizon);
    Deque<Trend.Point> points =
        recent.computeIfAbsent(
            rule.name() + "/" + taken.signal().id(), key -> stored(taken, oldest));
    synchronized (points) {
      if (points.isEmpty() || points.peekLast().at().isBefore(taken.at())) {
        points.addLast(new Trend.Point(taken.at(), taken.value()));
      }
      while (points.peekFirst().at().isBefore(oldest) || points.size() > MOST) {
        points.removeFirst();
      }
      return Trend.ahead(List.copyOf(points), horizon);
    }
  }

  /** What was stored before, as after a restart. */
  private Deque<Trend.Point> stored(Taken taken, Instant oldest) {
    return history.values(taken.signal(), oldest, taken.at(), MOST).stream()
        .map(before -> new Trend.Point(before.at(), before.value()))
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  @Scheduled(fixedDelay = 5000)
  void lookForSilence() {
    try {
      Map<String, Signal> followed = silent.followed();
      alerts.endOrphans(
          Observation.Origin.RULE,
          alert -> isOrphan(alert, followed),
          "its rule or its signal is no longer there");
      List<Rule> rules =
          settings.current().rules().stream()
              .filter(rule -> rule.kind() == Rule.Kind.ABSENCE)
              .toList();
      if (!rules.isEmpty()) {
        absence(rules);
      }
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("silence is looked for again later");
    }
  }

  private boolean isOrphan(Alert alert, Map<String, Signal> followed) {
    String key = alert.what().signal();
    Signal signal = key == null ? null : followed.get(key);
    return signal == null
        || settings.current().rules().stream()
            .noneMatch(rule ->
                rule.name().equals(alert.what().rule())
                    && rule.fits(signal.name(), signal.application(), signal.environment()));
  }

  private void absence(List<Rule> rules) {
    var seen = new ArrayList<Observation>();
    Instant now = clock.instant();
    for (Silent.Quiet quiet : silent.since(now.minusSeconds(5))) {
      Signal signal = quiet.signal();
      Duration missing = Duration.between(quiet.last(), now);
      if (missing.toSeconds() <= (long) MISSED * signal.seconds()) {
        continue;
      }
      for (Rule rule : rules) {
        if (rule.fits(signal.name(), signal.application(), signal.environment())) {
          String words = "no value for " + missing.toSeconds() + " s";
          seen.add(observation(rule, signal, new Breach(true, 1, words), null));
        }
      }
    }
    if (!seen.isEmpty()) {
      alerts.observe(seen);
    }
  }

  private static Observation observation(
      Rule rule, Signal signal, Breach breach, @Nullable Double value) {
    var place = new Place(signal.applicationId(), signal.application(), signal.environment());
    String description =
        rule.summary().isBlank() ? breach.words() : breach.words() + ". " + rule.summary();
    var what =
        new Observation.What(
            Observation.Origin.RULE,
            rule.name(),
            rule.severity(),
            "%s: %s %s".formatted(place.words(), signal.title(), words(rule)),
            description,
            signal.key(),
            value,
            null,
            signal.labels(),
            null,
            List.of());
    return new Observation(
        "rule/" + rule.name() + "/" + signal.key(),
        what,
        place,
        breach.bad(),
        breach.excess(),
        Duration.ofSeconds(rule.forSeconds()),
        Duration.ofSeconds(rule.keepSeconds()),
        null);
  }

  private static String words(Rule rule) {
    return switch (rule.kind()) {
      case THRESHOLD -> rule.above() != null ? "is too high" : "is too low";
      case ANOMALY -> "is unusual";
      case ABSENCE -> "has no values";
      case FORECAST -> "will be out of bounds";
    };
  }
}
