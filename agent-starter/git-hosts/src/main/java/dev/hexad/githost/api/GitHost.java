package dev.hexad.githost.api;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.githost.webhook.ChangedPaths;
import java.util.List;
import java.util.Optional;

/**
 * A Git host as seen through its REST API; one adapter for each kind, made by {@link GitHosts}.
 * Implementations are safe for all threads and block while they call.
 *
 * <p>Every method throws {@link HexadException}: forbidden when the token is refused or not allowed
 * to, not-found when the host does not show the repository, invalid when it refuses the content,
 * unavailable when its rate limit lasts longer than is worth waiting for, and upstream-failed when
 * it does not answer well after several attempts.
 */
public interface GitHost {

  /** Sets the status of a commit in one context; a later one replaces it. */
  void setStatus(RepositoryName repository, String commit, StatusReport status);

  /**
   * Creates a check, or updates the one with the given id. Where the host has no checks, or the
   * token may not write them, the same is told by a status, and by a comment if the report names a
   * pull request.
   *
   * @param checkId what an earlier call returned; empty for a new check
   * @return the id of the check; empty where it became a status
   */
  Optional<String> check(RepositoryName repository, CheckReport report, Optional<String> checkId);

  /**
   * Writes the one comment of a marker on a pull request: it is updated when it is there and
   * created otherwise. A body that is too long for the host is cut.
   *
   * @param marker what the comment is about, for example {@code plan/production}: lower-case
   *     letters, digits and {@code . _ / -}
   * @param markdown the body; text of users in it must have gone through {@link Markdown}
   */
  void upsertComment(RepositoryName repository, int number, String marker, String markdown);

  /** The files that a pull request changes, old names of renamed ones included. */
  ChangedPaths changedFiles(RepositoryName repository, int number);

  /** All branches with their commits, at most ten thousand. */
  List<BranchHead> branches(RepositoryName repository);

  /** What a user may do; {@link Permission#NONE} for a stranger. */
  Permission permission(RepositoryName repository, String user);
}
