package dev.hexad.contracts.event;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that may have caused a signal.
 *
 * @param evidence why it is suspected, in one sentence
 */
public record Suspect(
    UUID deploymentId,
    int revision,
    @Nullable String commit,
    @Nullable String author,
    @Nullable UUID runId,
    String evidence) {
  public Suspect {
    Objects.requireNonNull(deploymentId, "deploymentId");
    Objects.requireNonNull(evidence, "evidence");
  }
}
