package dev.hexad.cd.gitops;

import dev.hexad.cd.target.Difference;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An environment that follows a branch, and how it stands to it.
 *
 * @param commit that the branch was at when somebody looked last
 * @param digest of the files that matter at that commit
 * @param deployment that was stable then
 * @param items what differs
 * @param rendered how often its files were rendered to find that out
 * @param runId of the run that brings it there, or has done so last
 */
record Tracked(
    UUID applicationId,
    String application,
    String environment,
    Tracking tracking,
    SyncState state,
    @Nullable String reason,
    @Nullable String commit,
    @Nullable String digest,
    @Nullable UUID deployment,
    List<Difference> items,
    int rendered,
    @Nullable Instant checkedAt,
    @Nullable UUID runId) {
  Tracking.Place place() {
    return new Tracking.Place(applicationId, environment);
  }

  String branch() {
    return String.valueOf(tracking.branch());
  }

  boolean removes() {
    return items.stream().anyMatch(item -> item.kind() == Difference.Kind.REMOVED);
  }

  Tracked found(SyncState next, @Nullable String why) {
    return new Tracked(
        applicationId,
        application,
        environment,
        tracking,
        next,
        why,
        commit,
        digest,
        deployment,
        items,
        rendered,
        checkedAt,
        runId);
  }
}
