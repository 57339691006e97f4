package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run ended. */
@MessageType("dev.hexad.run.finished.v1")
public record RunFinished(UUID runId, String outcome, @Nullable String reason) implements Event {
  public RunFinished {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(outcome, "outcome");
  }

  @Override
  public String subject() {
    return runId.toString();
  }
}
