package dev.hexad.standalone.bench.anomalies;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times and numbers as recorded series write them. */
final class Stamps {
  private Stamps() {}

  /** A date and time without zone, with a space or a T between them, is taken as UTC. */
  static Instant parse(String text) {
    String plain = text.strip().replace("\"", "").replace(' ', 'T');
    if (plain.endsWith("Z")) {
      return Instant.parse(plain);
    }
    String full = plain.contains("T") ? plain : plain + "T00:00:00";
    return LocalDateTime.parse(full).toInstant(ZoneOffset.UTC);
  }

  /** An absent or unreadable number is no value, not an error: series have holes. */
  static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
