package dev.hexad.contracts.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pull or merge request that a commit belongs to.
 *
 * @param number as the Git host counts
 * @param targetRef full Git ref that it is to be merged into
 * @param targetCommit where that ref was, null when unknown
 * @param fork true when the commit comes from another repository; its content is then not trusted
 */
public record PullRequestRef(
    long number,
    String targetRef,
    @Nullable String targetCommit,
    boolean fork,
    @Nullable String author) {
  public PullRequestRef {
    Objects.requireNonNull(targetRef, "targetRef");
  }
}
