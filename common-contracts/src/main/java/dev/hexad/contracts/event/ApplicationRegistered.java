package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An application is known from now on; sent again when it changes.
 *
 * @param provider the Git host's kind: github, gitlab, gitea or bitbucket; null when unknown
 * @param apiUrl base of the Git host's API, null for the host's usual one
 * @param team who owns it, null for nobody
 * @param dependsOn applications that it calls
 * @param tokenSecretName the secret with a token for the repository and the API, null for none
 */
@MessageType("dev.hexad.application.registered.v1")
public record ApplicationRegistered(
    UUID applicationId,
    String name,
    String repositoryUrl,
    String defaultBranch,
    String webhookSecretName,
    @Nullable String provider,
    @Nullable String apiUrl,
    @Nullable String tokenSecretName,
    @Nullable String team,
    List<UUID> dependsOn)
    implements Event {
  public ApplicationRegistered {
    dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
    Objects.requireNonNull(applicationId, "applicationId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(repositoryUrl, "repositoryUrl");
    Objects.requireNonNull(defaultBranch, "defaultBranch");
    Objects.requireNonNull(webhookSecretName, "webhookSecretName");
  }

  /** An application whose repository needs no token and gets nothing written back. */
  public ApplicationRegistered(
      UUID applicationId,
      String name,
      String repositoryUrl,
      String defaultBranch,
      String webhookSecretName) {
    this(applicationId, name, repositoryUrl, defaultBranch, webhookSecretName, null, null, null);
  }

  /** An application that nobody owns and that calls no other. */
  public ApplicationRegistered(
      UUID applicationId,
      String name,
      String repositoryUrl,
      String defaultBranch,
      String webhookSecretName,
      @Nullable String provider,
      @Nullable String apiUrl,
      @Nullable String tokenSecretName) {
    this(
        applicationId,
        name,
        repositoryUrl,
        defaultBranch,
        webhookSecretName,
        provider,
        apiUrl,
        tokenSecretName,
        null,
        List.of());
  }

  @Override
  public String subject() {
    return applicationId.toString();
  }
}
