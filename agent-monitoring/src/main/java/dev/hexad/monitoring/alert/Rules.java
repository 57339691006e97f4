package dev.hexad.monitoring.alert;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.monitoring.scrape.Reading;
import dev.hexad.monitoring.scrape.ScrapeListener;
import dev.hexad.monitoring.scrape.WatchList;
import dev.hexad.monitoring.scrape.Watched;
import dev.hexad.monitoring.settings.MonitoringSettings;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The standing rules, looked at after each scrape: a revision is down, or answers with errors. */
@Component
final class Rules implements ScrapeListener {
  static final String DOWN = "down";
  static final String ERRORS = "errors";

  private final Alerts alerts;
  private final StandingAlerts standing;
  private final WatchList watchList;
  private final LiveConfiguration<MonitoringSettings> settings;
  private final Clock clock;

  Rules(
      Alerts alerts,
      StandingAlerts standing,
      WatchList watchList,
      LiveConfiguration<MonitoringSettings> settings,
      Clock clock) {
    this.alerts = alerts;
    this.standing = standing;
    this.watchList = watchList;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void scraped() {
    List<Watched> stable = watchList.all().stream().filter(w -> !w.isCanary()).toList();
    stable.forEach(this::raise);
    standing.open().forEach(this::resolve);
  }

  private void raise(Watched watched) {
    MonitoringSettings now = settings.current();
    if (watched.failures() >= now.downAfterFailures()) {
      standing.raise(
          DOWN,
          watched,
          "%s: revision %d does not answer in %s"
              .formatted(watched.application(), watched.revision(), watched.environment()),
          watched.failures() + " readings in a row failed");
    }
    traffic(watched)
        .filter(t -> t.requests() >= now.minRequests() && t.ratio() > now.maxErrorRatio())
        .ifPresent(t ->
            standing.raise(
                ERRORS,
                watched,
                "%s: errors in %s".formatted(watched.application(), watched.environment()),
                String.format(
                    Locale.ROOT,
                    "%d of %d requests failed (%.1f %%) in %d s",
                    t.errors(),
                    t.requests(),
                    t.ratio() * 100,
                    now.windowSeconds())));
  }

  private Optional<Reading.Traffic> traffic(Watched watched) {
    var from = clock.instant().minusSeconds(settings.current().windowSeconds());
    var first = watchList.firstSince(watched.deploymentId(), from);
    var last = watchList.latest(watched.deploymentId());
    return first.flatMap(f -> last.map(l -> l.since(f)));
  }

  /** Only a reading that is newer than the alert says that it is over. */
  private void resolve(Alert alert) {
    UUID application = alert.place().applicationId();
    String environment = alert.place().environment();
    if (application == null || environment == null) {
      return;
    }
    List<Watched> running = watchList.in(application, environment);
    if (running.isEmpty()) {
      // What never came up does not run either, and that is no reason to be content.
      if (!alert.what().rule().equals(StandingAlerts.ROLLOUT)) {
        alerts.resolve(alert.id(), "nothing runs there any more");
      }
      return;
    }
    Optional<Watched> stable = running.stream().filter(w -> !w.isCanary()).findFirst();
    if (stable.isEmpty() || stable.get().failures() > 0) {
      return;
    }
    Watched now = stable.get();
    if (now.isScraped()
        && watchList
            .latest(now.deploymentId())
            .filter(reading -> reading.at().isAfter(alert.raisedAt()))
            .isEmpty()) {
      return;
    }
    switch (alert.what().rule()) {
      case StandingAlerts.ROLLOUT -> {
        boolean replaced = !Integer.valueOf(now.revision()).equals(alert.what().revision());
        if (replaced && running.stream().noneMatch(Watched::isCanary)) {
          alerts.resolve(
              alert.id(),
              "revision "
                  + now.revision()
                  + " serves alone"
                  + (now.isScraped() ? " and answers" : ""));
        }
      }
      case DOWN ->
          alerts.resolve(
              alert.id(),
              "revision "
                  + now.revision()
                  + (now.isScraped() ? " answers again" : " runs, and is not scraped"));
      case ERRORS ->
          traffic(now)
              .filter(t -> t.ratio() <= settings.current().maxErrorRatio())
              .ifPresent(t ->
                  alerts.resolve(
                      alert.id(),
                      "%d of %d requests failed in the last %d s"
                          .formatted(
                              t.errors(), t.requests(), settings.current().windowSeconds())));
      default -> throw new IllegalStateException("no rule " + alert.what().rule());
    }
  }
}
