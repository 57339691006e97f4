package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;

/**
 * A canary got another share.
 *
 * @param percent of requests, or of new connections, 1 to 99
 */
@MessageType("dev.hexad.cd.deployment.shifted.v1")
public record DeploymentShifted(DeploymentRef deployment, int percent) implements Event {
  public DeploymentShifted {
    Objects.requireNonNull(deployment, "deployment");
  }

  @Override
  public String subject() {
    return deployment.environmentKey();
  }
}
