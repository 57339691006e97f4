package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent began to work on a command. */
@MessageType("dev.hexad.command.started.v1")
public record CommandStarted(
    UUID commandId, @Nullable UUID runId, @Nullable String stage, int attempt) implements Event {
  public CommandStarted {
    Objects.requireNonNull(commandId, "commandId");
  }

  @Override
  public String subject() {
    return commandId.toString();
  }
}
