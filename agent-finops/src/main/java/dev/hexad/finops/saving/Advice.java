package dev.hexad.finops.saving;

/**
 * What to do about a saving.
 *
 * @param act what is to be done
 * @param risk of doing it
 */
record Advice(String act, String risk) {
  static final String UNUSED_COMMITMENT = "UNUSED_COMMITMENT";
  static final String IDLE_MACHINE = "IDLE_MACHINE";
  static final String OVERSIZED_MACHINE = "OVERSIZED_MACHINE";

  /** That of a rule, whether it looks at bills, commitments or machines. */
  static Advice of(String rule) {
    return switch (rule) {
      case UNUSED_COMMITMENT ->
          new Advice(
              "Move work under the commitment, sell it where that can be, and buy less of it next time.",
              "Low: the money is spent already; what moves under it must fit it.");
      case IDLE_MACHINE ->
          new Advice(
              "Stop the machine; its disks stay, and cost.",
              "Medium: look whether it waits for something that is rare.");
      case OVERSIZED_MACHINE ->
          new Advice(
              "Give the machine the smaller size; it is stopped for that.",
              "Medium: it had room to spare by what was measured, not by what may come.");
      default -> new Advice(Rule.valueOf(rule).act(), Rule.valueOf(rule).risk());
    };
  }
}
