package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;

/** Exactly the named plan was applied. */
@MessageType("dev.hexad.iac.apply.completed.v1")
public record ApplyCompleted(
    UUID planId, String workspace, String planHash, int added, int changed, int destroyed)
    implements Event {
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
