package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody approved or rejected at a gate of a run.
 *
 * @param input what was asked for, null for nothing
 */
@MessageType("dev.hexad.run.gate.decided.v1")
public record GateDecided(
    UUID runId,
    String stage,
    String by,
    boolean approved,
    @Nullable String comment,
    @Nullable JsonNode input)
    implements Event {
  public GateDecided {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(by, "by");
  }

  @Override
  public String subject() {
    return runId.toString();
  }
}
