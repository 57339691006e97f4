package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A commit was built. */
@MessageType("dev.hexad.ci.build.succeeded.v1")
public record BuildSucceeded(
    ChangeRef change,
    UUID commandId,
    @Nullable String version,
    @Nullable ImageRef image,
    @Nullable TestSummary tests,
    long durationMillis)
    implements Event {
  public BuildSucceeded {
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(commandId, "commandId");
  }

  @Override
  public String subject() {
    return change.applicationId().toString();
  }
}
