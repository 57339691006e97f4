package dev.hexad.monitoring.alert;

import dev.hexad.contracts.event.Suspect;
import dev.hexad.monitoring.scrape.Watched;
import dev.hexad.monitoring.settings.Severity;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Alerts about revisions, which need no rule: they fail to come up, are down, or give errors. */
@Service
public class StandingAlerts {
  static final String ROLLOUT = "rollout";

  private final Alerts alerts;
  private final AlertStore store;

  StandingAlerts(Alerts alerts, AlertStore store) {
    this.alerts = alerts;
    this.store = store;
  }

  /** Raises the alert that a rollout was judged bad; the suspect is the revision itself. */
  @Transactional
  public void rolloutFailed(Watched candidate, String reason) {
    raise(
        ROLLOUT,
        candidate,
        "%s: revision %d fails in %s"
            .formatted(candidate.application(), candidate.revision(), candidate.environment()),
        reason);
  }

  /** Raises an alert unless it is firing already. */
  @Transactional
  public void raise(String rule, Watched watched, String title, String description) {
    var place = new Place(watched.applicationId(), watched.application(), watched.environment());
    var what =
        Observation.What.standing(
            rule,
            Severity.CRITICAL,
            title,
            description,
            watched.revision(),
            List.of(suspect(watched, description)));
    String fingerprint = rule + "/" + watched.applicationId() + "/" + watched.environment();
    if (!store.open(List.of(fingerprint)).containsKey(fingerprint)) {
      alerts.observe(
          List.of(
              new Observation(
                  fingerprint, what, place, true, 1, Duration.ZERO, Duration.ZERO, null)));
    }
  }

  private static Suspect suspect(Watched watched, String description) {
    return new Suspect(
        watched.deploymentId(),
        watched.revision(),
        watched.commit(),
        watched.author(),
        watched.runId(),
        "revision %d, deployed at %s: %s"
            .formatted(watched.revision(), watched.since(), description));
  }

  /** Firing alerts of the standing rules. */
  List<Alert> open() {
    return store.openOf(Observation.Origin.STANDING);
  }
}
