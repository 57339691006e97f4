package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Monitoring judged a rollout. */
@MessageType("dev.hexad.monitoring.verdict.given.v1")
public record VerdictGiven(
    UUID verdictId,
    UUID applicationId,
    String environment,
    int revision,
    @Nullable String commit,
    Verdict verdict,
    String reason)
    implements Event {
  public VerdictGiven {
    Objects.requireNonNull(verdictId, "verdictId");
    Objects.requireNonNull(applicationId, "applicationId");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(reason, "reason");
  }

  @Override
  public String subject() {
    return applicationId.toString();
  }
}
