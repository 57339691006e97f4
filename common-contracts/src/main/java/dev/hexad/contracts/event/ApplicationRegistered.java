package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;

/** An application is known from now on; sent again when it changes. */
@MessageType("dev.hexad.application.registered.v1")
public record ApplicationRegistered(
    UUID applicationId,
    String name,
    String repositoryUrl,
    String defaultBranch,
    String webhookSecretName)
    implements Event {
  public ApplicationRegistered {
    Objects.requireNonNull(applicationId, "applicationId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(repositoryUrl, "repositoryUrl");
    Objects.requireNonNull(defaultBranch, "defaultBranch");
    Objects.requireNonNull(webhookSecretName, "webhookSecretName");
  }

  @Override
  public String subject() {
    return applicationId.toString();
  }
}
