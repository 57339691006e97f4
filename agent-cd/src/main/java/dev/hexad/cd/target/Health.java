package dev.hexad.cd.target;

/** How something that was deployed is. */
public enum Health {
  HEALTHY,
  /** On its way; may become healthy by itself. */
  PROGRESSING,
  /** Will not become healthy by itself. */
  DEGRADED,
  /** Stopped on purpose. */
  SUSPENDED,
  /** Not there. */
  MISSING,
  /** The target cannot say. */
  UNKNOWN;

  /** The health of the whole whose parts are so. */
  public Health and(Health other) {
    return rank() >= other.rank() ? this : other;
  }

  private int rank() {
    return switch (this) {
      case HEALTHY -> 0;
      case SUSPENDED -> 1;
      case UNKNOWN -> 2;
      case PROGRESSING -> 3;
      case MISSING -> 4;
      case DEGRADED -> 5;
    };
  }
}
