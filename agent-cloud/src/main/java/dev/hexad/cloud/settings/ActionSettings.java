package dev.hexad.cloud.settings;

/**
 * What may be done without asking, and how much at once.
 *
 * @param enabled whether anything may be acted on at all; looking is always possible
 * @param maxResources the most resources of one act
 * @param maxPercent the most of all resources of a type in an account; a single one may always be
 * @param approval which acts somebody else has to approve
 */
public record ActionSettings(boolean enabled, int maxResources, int maxPercent, Approval approval) {
  public static final ActionSettings DEFAULT =
      new ActionSettings(true, 10, 25, Approval.DISRUPTIVE);

  /** Which acts somebody else has to approve. */
  public enum Approval {
    /** None. */
    NONE,
    /** Those that nothing brings back. */
    DESTRUCTIVE,
    /** Those, and what interrupts something. */
    DISRUPTIVE,
    /** All. */
    ALL
  }

  public ActionSettings {
    approval = approval == null ? Approval.DISRUPTIVE : approval;
    if (maxResources < 1 || maxPercent < 1 || maxPercent > 100) {
      throw new IllegalArgumentException(
          "actions: maxResources must be at least 1, maxPercent 1 to 100");
    }
  }
}
