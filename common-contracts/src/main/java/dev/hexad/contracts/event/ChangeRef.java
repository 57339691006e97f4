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
 */
public record ChangeRef(
    UUID applicationId,
    String application,
    String repositoryUrl,
    String ref,
    String commit,
    @Nullable String author,
    @Nullable String message) {
  public ChangeRef {
    Objects.requireNonNull(applicationId, "applicationId");
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(repositoryUrl, "repositoryUrl");
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(commit, "commit");
  }

  /** The branch or tag name without its prefix. */
  public String shortRef() {
    return ref.replaceFirst("^refs/(heads|tags)/", "");
  }

  public String shortCommit() {
    return commit.substring(0, Math.min(8, commit.length()));
  }
}
