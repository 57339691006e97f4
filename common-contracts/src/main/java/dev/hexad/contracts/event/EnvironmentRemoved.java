package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;

/**
 * An environment was taken away with all that ran there.
 *
 * @param reason for people
 */
@MessageType("dev.hexad.cd.environment.removed.v1")
public record EnvironmentRemoved(
    UUID applicationId, String application, String environment, String reason) implements Event {
  public EnvironmentRemoved {
    Objects.requireNonNull(applicationId, "applicationId");
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(reason, "reason");
  }

  @Override
  public String subject() {
    return applicationId + "/" + environment;
  }
}
