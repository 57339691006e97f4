package dev.hexad.monitoring.settings;

import java.util.Locale;

/** How bad an alert is, the worst last. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  /** As on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** From what others call it; what is not known is a warning. */
  public static Severity of(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "critical", "page", "error", "fatal", "p1", "emergency", "high" -> CRITICAL;
      case "info", "none", "notice", "informational", "p5", "low" -> INFO;
      default -> WARNING;
    };
  }
}
