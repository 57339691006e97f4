package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import dev.hexad.contracts.problem.Problem;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A command ended with a problem. */
@MessageType("dev.hexad.command.failed.v1")
public record CommandFailed(
    UUID commandId, @Nullable UUID runId, @Nullable String stage, Problem problem)
    implements Event {
  public CommandFailed {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(problem, "problem");
  }

  @Override
  public String subject() {
    return commandId.toString();
  }
}
