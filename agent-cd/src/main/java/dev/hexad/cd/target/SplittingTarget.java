package dev.hexad.cd.target;

import tools.jackson.databind.JsonNode;

/**
 * A target that replaces in place and can give a share of the requests to a revision that runs
 * beside the stable one.
 */
public interface SplittingTarget extends DeployTarget {
  /**
   * What has to be brought there beside the stable revision. Deploying it again with another share
   * changes the share; deleting its handle gives all requests back to the stable revision.
   *
   * @param wanted the whole revision as it was rendered
   * @param stable what was rendered for the stable revision
   * @param percent of the requests, 1 to 99
   * @throws dev.hexad.contracts.problem.HexadException when it cannot be split, and why
   */
  Rendered beside(Revision revision, Rendered wanted, Rendered stable, int percent);

  /** The handle of both together, for what takes the place of both. */
  JsonNode together(JsonNode stable, JsonNode beside);
}
