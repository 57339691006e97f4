package dev.hexad.cd.gitops;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an environment follows a branch.
 *
 * @param branch the application's default branch when absent
 * @param auto whether what Git says is brought there without being asked; no when absent
 * @param prune whether what is gone from Git goes without being asked too; no when absent
 * @param revert whether going back is written to the branch as a revert; no when absent
 * @param paths files and folders of the repository that matter; all of it when empty
 * @param dependsOn environments that must be in sync and healthy first
 * @param pollSeconds how often the branch is looked at, 180 when absent; a push is seen at once
 * @param held why nothing comes by itself for now, null when it may
 */
record Tracking(
    @Nullable String branch,
    @Nullable Boolean auto,
    @Nullable Boolean prune,
    @Nullable Boolean revert,
    List<String> paths,
    List<Place> dependsOn,
    @Nullable Integer pollSeconds,
    @Nullable String held) {
  private static final int POLL_SECONDS = 180;
  private static final int LEAST_POLL_SECONDS = 10;

  /** An environment of an application. */
  record Place(UUID applicationId, String environment) {}

  Tracking {
    paths = paths == null ? List.of() : List.copyOf(paths);
    dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
    if (pollSeconds != null && pollSeconds < LEAST_POLL_SECONDS) {
      throw new IllegalArgumentException("pollSeconds must be at least " + LEAST_POLL_SECONDS);
    }
  }

  int poll() {
    return pollSeconds == null ? POLL_SECONDS : pollSeconds;
  }
}
