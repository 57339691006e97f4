package dev.hexad.monitoring.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert.
 *
 * @param muted why nobody is told; null when they are
 * @param incidentId the incident that it belongs to; none while it is muted
 * @param raisedAt when it fired, or began to wait for that
 */
public record Alert(
    UUID id,
    String fingerprint,
    Observation.What what,
    Place place,
    String state,
    Instant raisedAt,
    @Nullable Instant goodSince,
    double worst,
    @Nullable Instant endsAt,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy,
    @Nullable String muted,
    @Nullable UUID incidentId,
    @Nullable Instant resolvedAt,
    @Nullable String resolution) {

  public boolean isOpen() {
    return !state.equals("RESOLVED");
  }

  /** Whether it fires, acknowledged or not. */
  public boolean isFiring() {
    return state.equals("FIRING") || state.equals("ACKNOWLEDGED");
  }

  Lifecycle.Open open() {
    return new Lifecycle.Open(
        Lifecycle.State.valueOf(state), what.severity(), raisedAt, goodSince, worst);
  }

  Alert withMuted(@Nullable String reason) {
    return new Alert(
        id,
        fingerprint,
        what,
        place,
        state,
        raisedAt,
        goodSince,
        worst,
        endsAt,
        acknowledgedAt,
        acknowledgedBy,
        reason,
        incidentId,
        resolvedAt,
        resolution);
  }
}
