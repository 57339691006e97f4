package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A command was stopped because that was asked for. */
@MessageType("dev.hexad.command.cancelled.v1")
public record CommandCancelled(UUID commandId, @Nullable UUID runId, @Nullable String stage)
    implements Event {
  public CommandCancelled {
    Objects.requireNonNull(commandId, "commandId");
  }

  @Override
  public String subject() {
    return commandId.toString();
  }
}
