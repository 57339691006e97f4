package dev.hexad.monitoring.intake;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.alert.Alerts;
import dev.hexad.monitoring.alert.Observation;
import dev.hexad.monitoring.alert.Place;
import dev.hexad.monitoring.application.Applications;
import dev.hexad.monitoring.settings.Severity;
import dev.hexad.service.web.RequiresScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where Prometheus, Alertmanager and Grafana send alerts to. What was answered with success is
 * stored; a repetition changes nothing.
 */
@RestController
@RequestMapping("/api/v1/monitoring/intake")
class IntakeController {
  private static final int MOST = 5000;
  private static final int ATTEMPTS = 3;

  private final Alerts alerts;
  private final Applications applications;
  private final Clock clock;

  IntakeController(Alerts alerts, Applications applications, Clock clock) {
    this.alerts = alerts;
    this.applications = applications;
    this.clock = clock;
  }

  /** A message of an Alertmanager's or a Grafana's webhook; what else is in it is not read. */
  record WebhookMessage(List<ExternalAlert> alerts) {}

  /** How many alerts were taken. */
  record Taken(int alerts) {}

  /** A webhook receiver for Alertmanager and for Grafana's contact points. */
  @PostMapping("/webhook")
  @RequiresScope("monitoring:write")
  Taken webhook(@RequestBody WebhookMessage message) {
    if (message.alerts() == null) {
      throw new HexadException(
          ProblemType.INVALID, "There is no list 'alerts'; this is no webhook of Alertmanager.");
    }
    return take(message.alerts());
  }

  /** Prometheus may send its alerts here as to an Alertmanager. */
  @PostMapping("/prometheus/api/v2/alerts")
  @RequiresScope("monitoring:write")
  Taken prometheus(@RequestBody List<ExternalAlert> sent) {
    return take(sent);
  }

  private Taken take(List<ExternalAlert> sent) {
    if (sent.size() > MOST) {
      throw new HexadException(
          ProblemType.INVALID, "More than " + MOST + " alerts at once; send them in parts.");
    }
    Instant now = clock.instant();
    var known = new HashMap<String, Optional<UUID>>();
    List<Observation> seen = sent.stream().map(alert -> observation(alert, known, now)).toList();
    observe(seen);
    return new Taken(seen.size());
  }

  /** Incidents are locked as alerts come to them, so two senders may stand in each other's way. */
  private void observe(List<Observation> seen) {
    for (int attempt = 1; ; attempt++) {
      try {
        alerts.observe(seen);
        return;
      } catch (PessimisticLockingFailureException e) {
        if (attempt == ATTEMPTS) {
          throw new HexadException(
              ProblemType.UNAVAILABLE, "Others told alerts at the same time; send them again.", e);
        }
      }
    }
  }

  private Observation observation(
      ExternalAlert alert, Map<String, Optional<UUID>> known, Instant now) {
    if (alert.labels().isEmpty()) {
      throw new HexadException(ProblemType.INVALID, "An alert has no labels.");
    }
    String application = alert.application();
    UUID id =
        application == null
            ? null
            : known.computeIfAbsent(application, applications::find).orElse(null);
    var what =
        new Observation.What(
            Observation.Origin.EXTERNAL,
            alert.rule(),
            Severity.of(alert.labels().getOrDefault("severity", "warning")),
            alert.title(),
            alert.description(),
            null,
            null,
            null,
            alert.labels(),
            alert.generatorURL(),
            List.of());
    return new Observation(
        alert.fingerprint(),
        what,
        new Place(id, application, alert.environment()),
        !alert.isResolved(now),
        0,
        Duration.ZERO,
        Duration.ZERO,
        alert.expiry());
  }
}
