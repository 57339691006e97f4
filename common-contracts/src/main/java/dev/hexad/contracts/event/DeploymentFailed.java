package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;

/** A revision did not become healthy; what ran before still runs. */
@MessageType("dev.hexad.cd.deployment.failed.v1")
public record DeploymentFailed(DeploymentRef deployment, String reason) implements Event {
  public DeploymentFailed {
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(reason, "reason");
  }

  @Override
  public String subject() {
    return deployment.environmentKey();
  }
}
