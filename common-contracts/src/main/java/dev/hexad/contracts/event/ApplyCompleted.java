package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Exactly the named plan was applied.
 *
 * @param applicationId whose infrastructure it is, null when unknown
 * @param environment where it belongs, null for none
 * @param commit that was planned
 */
@MessageType("dev.hexad.iac.apply.completed.v1")
public record ApplyCompleted(
    UUID planId,
    String workspace,
    String planHash,
    int added,
    int changed,
    int destroyed,
    @Nullable UUID applicationId,
    @Nullable String environment,
    @Nullable String commit)
    implements Event {
  /** One of which no more is known. */
  public ApplyCompleted(
      UUID planId, String workspace, String planHash, int added, int changed, int destroyed) {
    this(planId, workspace, planHash, added, changed, destroyed, null, null, null);
  }

  public ApplyCompleted {
    Objects.requireNonNull(planId, "planId");
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(planHash, "planHash");
  }

  @Override
  public String subject() {
    return workspace;
  }
}
