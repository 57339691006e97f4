package dev.hexad.contracts.event;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One commit on one branch or tag of an application's repository.
 *
 * @param ref full Git ref, for example {@code refs/heads/main}
 * @param commit full object id
 * @param message first line of the commit message
 * @param event what brought it: push, tag, pull_request, release, poll, jenkins, hook or manual
 * @param pullRequest the pull request that it belongs to, null for none
 */
public record ChangeRef(
    UUID applicationId,
    String application,
    String repositoryUrl,
    String ref,
    String commit,
    @Nullable String author,
    @Nullable String message,
    @Nullable String event,
    @Nullable PullRequestRef pullRequest) {
  public ChangeRef {
    Objects.requireNonNull(applicationId, "applicationId");
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(repositoryUrl, "repositoryUrl");
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(commit, "commit");
  }

  /** A commit without a pull request, of unknown origin. */
  public ChangeRef(
      UUID applicationId,
      String application,
      String repositoryUrl,
      String ref,
      String commit,
      @Nullable String author,
      @Nullable String message) {
    this(applicationId, application, repositoryUrl, ref, commit, author, message, null, null);
  }

  /** The same change with what its commit says. */
  public ChangeRef of(String knownCommit, @Nullable String by, @Nullable String says) {
    return new ChangeRef(
        applicationId, application, repositoryUrl, ref, knownCommit, by, says, event, pullRequest);
  }

  /** False when people without write access wrote the commit: no secrets, no own pipeline. */
  public boolean trusted() {
    return pullRequest == null || !pullRequest.fork();
  }

  /** The branch or tag name without its prefix. */
  public String shortRef() {
    return ref.replaceFirst("^refs/(heads|tags|pull|merge-requests)/", "");
  }

  public String shortCommit() {
    return commit.substring(0, Math.min(8, commit.length()));
  }
}
