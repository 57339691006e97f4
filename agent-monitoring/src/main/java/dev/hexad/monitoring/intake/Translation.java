package dev.hexad.monitoring.intake;

import dev.hexad.monitoring.alert.Observation;
import dev.hexad.monitoring.alert.Place;
import dev.hexad.monitoring.application.Applications;
import dev.hexad.monitoring.settings.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What other systems tell, in Hexad's words. */
@Component
class Translation {
  private final Applications applications;

  Translation(Applications applications) {
    this.applications = applications;
  }

  /**
   * Translates alerts.
   *
   * @param now when they were told
   */
  List<Observation> of(List<ExternalAlert> told, Instant now) {
    var known = new HashMap<String, Optional<UUID>>();
    return told.stream().map(alert -> observation(alert, known, now)).toList();
  }

  private Observation observation(
      ExternalAlert alert, Map<String, Optional<UUID>> known, Instant now) {
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
