package dev.hexad.monitoring.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which alerts are quiet.
 *
 * @param application only its alerts; all when absent
 * @param environment only there; all when absent
 */
public record Maintenance(
    String name,
    Instant from,
    Instant to,
    @Nullable String application,
    @Nullable String environment) {
  public Maintenance {
    Names.require("maintenance", name);
    if (from == null || to == null || !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "maintenance '" + name + "': from must be before to, and both be given");
    }
  }

  /** Whether alerts like this one are quiet now. */
  public boolean covers(
      Instant now, @Nullable String ofApplication, @Nullable String ofEnvironment) {
    return !now.isBefore(from)
        && now.isBefore(to)
        && (application == null || application.equals(ofApplication))
        && (environment == null || environment.equals(ofEnvironment));
  }
}
