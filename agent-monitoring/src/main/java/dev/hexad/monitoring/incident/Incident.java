package dev.hexad.monitoring.incident;

import dev.hexad.agent.enrolment.OrchestratorClient.SuspectView;
import dev.hexad.monitoring.alert.Place;
import dev.hexad.monitoring.settings.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of one environment of one application, from the first one to the end of the last one.
 *
 * @param changes how many changes were told of
 * @param untold alerts that have not been told of, because others were a moment ago
 * @param escalated how many steps of the escalation were taken
 * @param suspects null while they are not known
 * @param suspectsNote why there are none
 */
record Incident(
    UUID id,
    String key,
    String title,
    Severity severity,
    Place place,
    State state,
    Instant openedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy,
    @Nullable Instant resolvedAt,
    int changes,
    @Nullable Instant quietUntil,
    int untold,
    int escalated,
    @Nullable List<SuspectView> suspects,
    @Nullable String suspectsNote) {

  enum State {
    OPEN,
    ACKNOWLEDGED,
    RESOLVED
  }
}
