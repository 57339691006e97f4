package dev.hexad.contracts.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A thing in the change graph.
 *
 * @param key unique among things of its kind, for example a commit id or {@code aws/…/i-0abc}
 * @param name for people, the key when absent
 */
public record NodeRef(Kind kind, String key, @Nullable String name) {
  public NodeRef {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(key, "key");
  }

  /** What there can be. */
  public enum Kind {
    APPLICATION,
    TEAM,
    COMMIT,
    AUTHOR,
    PULL_REQUEST,
    RUN,
    STAGE,
    IMAGE,
    SBOM,
    DEPLOYMENT,
    ENVIRONMENT,
    WORKSPACE,
    RESOURCE,
    CONFIGURATION,
    ALERT,
    INCIDENT,
    COST
  }
}
