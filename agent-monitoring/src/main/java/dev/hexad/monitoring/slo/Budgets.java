package dev.hexad.monitoring.slo;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.event.BudgetChanged;
import dev.hexad.monitoring.alert.Alerts;
import dev.hexad.monitoring.alert.Observation;
import dev.hexad.monitoring.alert.Place;
import dev.hexad.monitoring.application.Applications;
import dev.hexad.monitoring.settings.MonitoringSettings;
import dev.hexad.monitoring.settings.Objective;
import dev.hexad.monitoring.settings.Severity;
import dev.hexad.monitoring.slo.BurnRates.Burning;
import dev.hexad.monitoring.slo.BurnRates.Counts;
import dev.hexad.service.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is left of each budget; raises alerts when it burns too fast, and tells gates of it. */
@Service
class Budgets {
  private static final Duration NOW = Duration.ofHours(1);

  /** A budget that changed by less is told again only after a while. */
  private static final double NOTABLE = 0.01;

  private static final Duration TOLD_EVERY = Duration.ofMinutes(10);

  private static final Set<Duration> WINDOWS =
      BurnRates.ALL.stream()
          .flatMap(windows -> Stream.of(windows.longer(), windows.shorter()))
          .collect(Collectors.toUnmodifiableSet());

  private final CountStore store;
  private final Alerts alerts;
  private final Applications applications;
  private final Outbox outbox;
  private final LiveConfiguration<MonitoringSettings> settings;
  private final Clock clock;

  Budgets(
      CountStore store,
      Alerts alerts,
      Applications applications,
      Outbox outbox,
      LiveConfiguration<MonitoringSettings> settings,
      Clock clock) {
    this.store = store;
    this.alerts = alerts;
    this.applications = applications;
    this.outbox = outbox;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A budget.
   *
   * @param remaining share that is left, below 0 when more than all is used up
   * @param burnRate of the last hour; 1 uses up exactly all within the window
   * @param exhaustedAt when it is used up if it goes on so; null when it is not
   * @param rates by window, with its length as text
   */
  record Budget(
      double remaining,
      double burnRate,
      double bad,
      double total,
      @Nullable Instant exhaustedAt,
      Map<String, Double> rates) {}

  Budget of(Objective objective) {
    return budget(objective, counts(objective));
  }

  private Map<Duration, Counts> counts(Objective objective) {
    var lengths = new ArrayList<>(WINDOWS);
    lengths.add(Duration.ofDays(objective.windowDays()));
    return store.windows(objective.name(), clock.instant(), lengths);
  }

  private Budget budget(Objective objective, Map<Duration, Counts> counts) {
    Counts window = counts.getOrDefault(Duration.ofDays(objective.windowDays()), Counts.NONE);
    double remaining = BurnRates.remaining(objective.target(), window);
    double rate = counts.getOrDefault(NOW, Counts.NONE).burnRate(objective.target());
    Instant exhausted = null;
    if (rate > 1 && remaining > 0) {
      double days = remaining * objective.windowDays() / rate;
      exhausted = clock.instant().plusSeconds(Math.round(days * 86_400));
    }
    return new Budget(
        remaining,
        rate,
        window.bad(),
        window.total(),
        exhausted,
        WINDOWS.stream()
            .collect(
                Collectors.toMap(
                    Duration::toString,
                    w -> counts.getOrDefault(w, Counts.NONE).burnRate(objective.target()))));
  }

  /** Looks at one objective: budget told, alerts raised or ended. */
  @Transactional
  public void look(Objective objective) {
    Map<Duration, Counts> counts = counts(objective);
    Budget budget = budget(objective, counts);
    UUID application = applications.find(objective.application()).orElse(null);
    if (application != null && budget.total() > 0) {
      tell(objective, application, budget);
    }
    if (Boolean.FALSE.equals(objective.alerts())) {
      return;
    }
    var place = new Place(application, objective.application(), objective.environment());
    alerts.observe(
        List.of(
            observation(objective, place, Severity.CRITICAL, counts, budget),
            observation(objective, place, Severity.WARNING, counts, budget)));
  }

  private void tell(Objective objective, UUID application, Budget budget) {
    Instant now = clock.instant();
    Optional<CountStore.Told> told = store.told(objective.name());
    boolean worth =
        told.isEmpty()
            || Math.abs(told.get().remaining() - budget.remaining()) >= NOTABLE
            || told.get().remaining() > 0 != budget.remaining() > 0
            || told.get().at().plus(TOLD_EVERY).isBefore(now);
    if (!worth) {
      return;
    }
    store.tell(objective.name(), budget.remaining(), budget.burnRate(), now);
    outbox.event(
        new BudgetChanged(
            application,
            objective.environment(),
            objective.name(),
            objective.target(),
            budget.remaining(),
            budget.burnRate(),
            objective.windowDays()));
  }

  private static Observation observation(
      Objective objective,
      Place place,
      Severity severity,
      Map<Duration, Counts> counts,
      Budget budget) {
    Optional<Burning> burning = BurnRates.burning(objective, severity, counts);
    String description =
        burning
            .map(b -> words(b, budget))
            .orElse(
                "the budget burns slowly enough, %.1f %% is left"
                    .formatted(budget.remaining() * 100));
    var what =
        new Observation.What(
            Observation.Origin.OBJECTIVE,
            "burn-rate/" + severity.wire(),
            severity,
            "%s: the error budget of '%s' burns too fast"
                .formatted(place.words(), objective.name()),
            description,
            null,
            burning.map(Burning::rate).orElse(budget.burnRate()),
            null,
            Map.of("objective", objective.name()),
            null,
            List.of());
    return new Observation(
        "objective/" + objective.name() + "/" + severity.wire(),
        what,
        place,
        burning.isPresent(),
        burning.map(Burning::rate).orElse(0.0),
        Duration.ZERO,
        Duration.ofMinutes(1),
        null);
  }

  private static String words(Burning burning, Budget budget) {
    return String.format(
        Locale.ROOT,
        "%.0f of %.0f requests failed in %s: %.1f times as fast as it may, %.1f %% is left",
        burning.counts().bad(),
        burning.counts().total(),
        length(burning.windows().longer()),
        burning.rate(),
        budget.remaining() * 100);
  }

  private static String length(Duration time) {
    return time.toHours() >= 24
        ? time.toDays() + " d"
        : time.toHours() >= 1 ? time.toHours() + " h" : time.toMinutes() + " min";
  }

  /** Ends alerts of objectives that are no longer set. */
  void endOrphans() {
    Set<String> alerting =
        settings.current().objectives().stream()
            .filter(objective -> !Boolean.FALSE.equals(objective.alerts()))
            .map(Objective::name)
            .collect(Collectors.toSet());
    alerts.endOrphans(
        Observation.Origin.OBJECTIVE,
        alert -> !alerting.contains(alert.what().labels().getOrDefault("objective", "")),
        "its objective is no longer set");
  }

  /** Counts older than the longest window are of no use. */
  void forget() {
    int days =
        settings.current().objectives().stream().mapToInt(Objective::windowDays).max().orElse(90);
    store.forgetBefore(clock.instant().minus(Duration.ofDays(days + 1L)));
  }
}
