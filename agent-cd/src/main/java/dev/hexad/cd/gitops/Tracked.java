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
  String branch() {
    return String.valueOf(tracking.branch());
  }

  boolean removes() {
    return items.stream().anyMatch(item -> item.kind() == Difference.Kind.REMOVED);
  }

  /** What was found out, and nothing else. */
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

  /** What the branch says at a commit against what runs. */
  Tracked compared(
      String head, @Nullable String files, UUID running, List<Difference> differences, int times) {
    return new Tracked(
        applicationId,
        application,
        environment,
        tracking,
        differences.isEmpty() ? SyncState.SYNCED : SyncState.OUT_OF_SYNC,
        null,
        head,
        files,
        running,
        differences,
        times,
        checkedAt,
        runId);
  }

  /** A run brings it there. */
  Tracked syncing(UUID run) {
    return new Tracked(
        applicationId,
        application,
        environment,
        tracking,
        SyncState.SYNCING,
        null,
        commit,
        digest,
        deployment,
        items,
        rendered,
        checkedAt,
        run);
  }
}
