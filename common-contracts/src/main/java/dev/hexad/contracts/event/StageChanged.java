package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stage of a run went from one state to another. */
@MessageType("dev.hexad.run.stage.changed.v1")
public record StageChanged(
    UUID runId,
    String stage,
    String from,
    String to,
    @Nullable UUID commandId,
    @Nullable String detail)
    implements Event {
  public StageChanged {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }

  @Override
  public String subject() {
    return runId.toString();
  }
}
