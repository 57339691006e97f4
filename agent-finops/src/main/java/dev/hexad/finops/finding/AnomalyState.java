package dev.hexad.finops.finding;

import java.util.Locale;

/** How far people are with an anomaly. */
enum AnomalyState {
  OPEN,
  ACKNOWLEDGED,
  CLOSED;

  boolean mayBecome(AnomalyState next) {
    return switch (this) {
      case OPEN -> next != OPEN;
      case ACKNOWLEDGED -> next != ACKNOWLEDGED;
      case CLOSED -> next == OPEN;
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
