package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;

/** A revision is being brought to an environment. */
@MessageType("dev.hexad.cd.deployment.started.v1")
public record DeploymentStarted(DeploymentRef deployment) implements Event {
  public DeploymentStarted {
    Objects.requireNonNull(deployment, "deployment");
  }

  @Override
  public String subject() {
    return deployment.environmentKey();
  }
}
