package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;

/** A paused run goes on. */
@MessageType("dev.hexad.run.resumed.v1")
public record RunResumed(UUID runId, String by) implements Event {
  public RunResumed {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(by, "by");
  }

  @Override
  public String subject() {
    return runId.toString();
  }
}
