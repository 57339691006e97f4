package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A command is done. */
@MessageType("dev.hexad.command.succeeded.v1")
public record CommandSucceeded(
    UUID commandId, @Nullable UUID runId, @Nullable String stage, JsonNode result)
    implements Event {
  public CommandSucceeded {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(result, "result");
  }

  @Override
  public String subject() {
    return commandId.toString();
  }
}
