package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agent began to work on a command. Told a moment later, and together with its end when it is
 * short.
 *
 * @param startedAt when it began, null from agents that do not say
 */
@MessageType("dev.hexad.command.started.v1")
public record CommandStarted(
    UUID commandId,
    @Nullable UUID runId,
    @Nullable String stage,
    int attempt,
    @Nullable Instant startedAt)
    implements Event {
  public CommandStarted {
    Objects.requireNonNull(commandId, "commandId");
  }

  @Override
  public String subject() {
    return commandId.toString();
  }
}
