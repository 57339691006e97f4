package dev.hexad.cloud.action;

import dev.hexad.cloud.settings.ActionSettings;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;

/** How much one act may touch; pure. */
final class BlastRadius {
  private BlastRadius() {}

  /**
   * Checks the whole act.
   *
   * @throws HexadException when it touches too much
   */
  static void checkCount(int count, ActionSettings limits) {
    if (count > limits.maxResources()) {
      throw new HexadException(
          ProblemType.OVER_LIMIT,
          "It would touch more than %d resources; narrow it down, or raise actions.maxResources."
              .formatted(limits.maxResources()));
    }
  }

  /**
   * Checks the part of an act that is about one type in one account. A single resource may always
   * be touched, else small accounts could not be worked on at all.
   *
   * @throws HexadException when it touches too much
   */
  static void checkShare(
      String type, String account, int count, long population, ActionSettings limits) {
    if (count > 1 && count * 100L > population * limits.maxPercent()) {
      throw new HexadException(
          ProblemType.OVER_LIMIT,
          "It would touch %d of the %d resources of type %s in %s, more than %d percent; narrow it down, or raise actions.maxPercent."
              .formatted(count, population, type, account, limits.maxPercent()));
    }
  }
}
