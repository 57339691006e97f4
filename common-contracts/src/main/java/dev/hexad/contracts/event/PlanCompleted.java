package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;

/** A plan was made and its JSON was read. */
@MessageType("dev.hexad.iac.plan.completed.v1")
public record PlanCompleted(
    UUID planId, String workspace, String planHash, int toAdd, int toChange, int toDestroy)
    implements Event {
  public PlanCompleted {
    Objects.requireNonNull(planId, "planId");
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(planHash, "planHash");
  }

  @Override
  public String subject() {
    return workspace;
  }
}
