package dev.hexad.contracts.pipeline;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs of one group never work at the same time.
 *
 * @param group its name
 * @param scope within what the name means the same group
 */
public record Concurrency(String group, Scope scope, Mode mode) {
  public Concurrency {
    Objects.requireNonNull(group, "group");
    scope = scope == null ? Scope.APPLICATION : scope;
    mode = mode == null ? Mode.QUEUE : mode;
  }

  /** Within what a group's name means the same group. */
  public enum Scope {
    BRANCH,
    APPLICATION,
    TENANT
  }

  /** What a new run does to the earlier ones of its group. */
  public enum Mode {
    /** It waits; first come, first served. */
    QUEUE,
    /** It cancels them and starts when they have stopped. */
    SUPERSEDE
  }

  /** The group's name within the tenant. */
  public String key(@Nullable UUID applicationId, @Nullable String ref) {
    return switch (scope) {
      case BRANCH -> applicationId + "/" + ref + "/" + group;
      case APPLICATION -> applicationId + "/" + group;
      case TENANT -> group;
    };
  }
}
