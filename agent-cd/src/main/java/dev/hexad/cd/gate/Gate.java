package dev.hexad.cd.gate;

/**
 * One condition, and how it stands.
 *
 * @param detail for people: why it is closed, or what opened it
 */
public record Gate(Kind kind, boolean open, String detail) {
  /** What it is about. */
  public enum Kind {
    WINDOW,
    ORDER,
    SOAK,
    APPROVALS,
    ALERTS,
    DRIFT,
    INFRASTRUCTURE
  }
}
