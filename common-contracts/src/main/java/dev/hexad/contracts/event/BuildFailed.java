package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A commit could not be built. */
@MessageType("dev.hexad.ci.build.failed.v1")
public record BuildFailed(
    ChangeRef change,
    UUID commandId,
    String reason,
    @Nullable TestSummary tests,
    long durationMillis)
    implements Event {
  public BuildFailed {
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(reason, "reason");
  }

  @Override
  public String subject() {
    return change.applicationId().toString();
  }
}
