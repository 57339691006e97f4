package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run began. */
@MessageType("dev.hexad.run.started.v1")
public record RunStarted(UUID runId, @Nullable ChangeRef change, String name) implements Event {
  public RunStarted {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(name, "name");
  }

  @Override
  public String subject() {
    return runId.toString();
  }
}
