package dev.hexad.monitoring.settings;

import org.jspecify.annotations.Nullable;

/**
 * A service level objective: the share of good requests that is promised over a window.
 *
 * @param application by name
 * @param target what is promised, for example 0.999
 * @param windowDays over how many days
 * @param source where the counters are; what Hexad reads from the revisions itself when absent
 * @param bad query of the counters of bad requests
 * @param total query of the counters of all requests
 * @param minBad fewer bad requests in the long window of a burn rate raise nothing, so that one
 *     failure at night is no alarm
 * @param alerts no alerts when false
 */
public record Objective(
    String name,
    String application,
    @Nullable String environment,
    double target,
    @Nullable Integer windowDays,
    @Nullable String source,
    @Nullable String bad,
    @Nullable String total,
    @Nullable Integer minBad,
    @Nullable Boolean alerts) {
  private static final int USUAL_DAYS = 30;
  private static final int USUAL_BAD = 5;

  public Objective {
    Names.require("the objective", name);
    if (application == null || application.isBlank()) {
      throw new IllegalArgumentException("the objective '" + name + "' names no application");
    }
    if (!(target > 0 && target < 1)) {
      throw new IllegalArgumentException(
          "the objective '%s': target must be between 0 and 1, not %s".formatted(name, target));
    }
    windowDays = windowDays == null ? USUAL_DAYS : windowDays;
    minBad = minBad == null ? USUAL_BAD : minBad;
    if (windowDays < 1 || windowDays > 90 || minBad < 1) {
      throw new IllegalArgumentException(
          "the objective '" + name + "': windowDays must be 1 to 90, minBad at least 1");
    }
    if ((source == null) != (bad == null) || (bad == null) != (total == null)) {
      throw new IllegalArgumentException(
          "the objective '" + name + "': source, bad and total belong together");
    }
  }

  @Override
  public Integer windowDays() {
    return windowDays == null ? USUAL_DAYS : windowDays;
  }

  @Override
  public Integer minBad() {
    return minBad == null ? USUAL_BAD : minBad;
  }
}
