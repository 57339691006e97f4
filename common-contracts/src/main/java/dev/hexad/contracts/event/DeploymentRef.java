package dev.hexad.contracts.event;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One revision of an application in one environment.
 *
 * @param revision counts up by one per deployment to the environment
 * @param role {@code canary} or {@code stable}
 * @param target where it runs: {@code local}, {@code docker}, ...
 */
public record DeploymentRef(
    UUID deploymentId,
    UUID applicationId,
    String application,
    String environment,
    int revision,
    String role,
    String target,
    ImageRef image,
    @Nullable String commit,
    @Nullable String author) {
  public DeploymentRef {
    Objects.requireNonNull(deploymentId, "deploymentId");
    Objects.requireNonNull(applicationId, "applicationId");
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(image, "image");
  }

  /** Key of the environment of the application; deployments to it keep their order. */
  public String environmentKey() {
    return applicationId + "/" + environment;
  }
}
