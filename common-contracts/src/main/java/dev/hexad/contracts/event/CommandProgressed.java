package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Work goes on. */
@MessageType("dev.hexad.command.progressed.v1")
public record CommandProgressed(
    UUID commandId,
    @Nullable UUID runId,
    @Nullable String stage,
    @Nullable Integer percent,
    String message)
    implements Event {
  public CommandProgressed {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(message, "message");
  }

  @Override
  public String subject() {
    return commandId.toString();
  }
}
