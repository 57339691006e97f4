package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;

/** What is deployed is again what was rendered. */
@MessageType("dev.hexad.cd.drift.ended.v1")
public record DriftEnded(DeploymentRef deployment) implements Event {
  public DriftEnded {
    Objects.requireNonNull(deployment, "deployment");
  }

  @Override
  public String subject() {
    return deployment.environmentKey();
  }
}
