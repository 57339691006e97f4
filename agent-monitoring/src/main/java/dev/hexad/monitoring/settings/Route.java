package dev.hexad.monitoring.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents go where.
 *
 * @param application only its incidents; all when absent
 * @param environment only there; all when absent
 * @param atLeast only incidents as bad as this
 * @param channels channels and schedules
 * @param escalation who else is told while nobody has acknowledged
 * @param quietSeconds between two notifications that only tell of more alerts
 */
public record Route(
    @Nullable String application,
    @Nullable String environment,
    @Nullable Severity atLeast,
    List<String> channels,
    List<Step> escalation,
    @Nullable Integer quietSeconds) {
  private static final int USUAL_QUIET = 300;

  /** Who is told after so many minutes: a channel or a schedule. */
  public record Step(int afterMinutes, String to) {
    public Step {
      if (afterMinutes < 1) {
        throw new IllegalArgumentException("routes: afterMinutes must be at least 1");
      }
    }
  }

  public Route {
    atLeast = atLeast == null ? Severity.INFO : atLeast;
    channels = channels == null ? List.of() : List.copyOf(channels);
    escalation = escalation == null ? List.of() : List.copyOf(escalation);
    quietSeconds = quietSeconds == null ? USUAL_QUIET : quietSeconds;
    if (quietSeconds < 0) {
      throw new IllegalArgumentException("routes: quietSeconds must not be negative");
    }
  }

  /** Whether incidents like this one go here. */
  public boolean fits(
      @Nullable String ofApplication, @Nullable String ofEnvironment, Severity severity) {
    return (application == null || application.equals(ofApplication))
        && (environment == null || environment.equals(ofEnvironment))
        && severity.compareTo(atLeast()) >= 0;
  }

  @Override
  public Integer quietSeconds() {
    return quietSeconds == null ? USUAL_QUIET : quietSeconds;
  }

  @Override
  public Severity atLeast() {
    return atLeast == null ? Severity.INFO : atLeast;
  }
}
