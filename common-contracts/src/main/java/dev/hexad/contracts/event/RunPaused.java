package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Nothing new starts in a run until it is resumed; what works goes on. */
@MessageType("dev.hexad.run.paused.v1")
public record RunPaused(UUID runId, String by, @Nullable String reason) implements Event {
  public RunPaused {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(by, "by");
  }

  @Override
  public String subject() {
    return runId.toString();
  }
}
