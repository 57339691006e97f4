package dev.hexad.ci.comment;

import java.util.UUID;

/** Starts the run of a pull request once more. */
public interface Planner {
  /**
   * Starts a run of the newest commit of the pull request that is known; what was held because it
   * comes from a fork is approved by that. Called within a transaction.
   *
   * @param by who wants it
   * @return the run
   * @throws dev.hexad.contracts.problem.HexadException of type not-found when nothing is known of
   *     the pull request
   */
  UUID planAgain(UUID applicationId, int pullRequest, String by);
}
