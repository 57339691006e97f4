package dev.hexad.monitoring.settings;

/**
 * Alerts that keep others quiet: while one of the rule {@code when} fires, those of {@code quiet}
 * are not told, in the same environment of the same application.
 *
 * @param when name of a rule; {@code *} at the end stands for the rest
 * @param quiet name of a rule; {@code *} at the end stands for the rest
 */
public record Inhibition(String when, String quiet) {
  public Inhibition {
    if (when == null || when.isBlank() || quiet == null || quiet.isBlank()) {
      throw new IllegalArgumentException("inhibitions: when and quiet must name rules");
    }
  }

  /** Whether a name fits a pattern of this kind. */
  public static boolean fits(String pattern, String name) {
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }
}
