package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;

/**
 * A revision that runs has become ill, or well again.
 *
 * @param before health at the look before
 * @param health now: HEALTHY, PROGRESSING, DEGRADED, SUSPENDED, MISSING or UNKNOWN
 * @param cause what is ill and why, empty when it is healthy
 */
@MessageType("dev.hexad.cd.deployment.health.changed.v1")
public record DeploymentHealthChanged(
    DeploymentRef deployment, String before, String health, String cause) implements Event {
  public DeploymentHealthChanged {
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(health, "health");
    Objects.requireNonNull(cause, "cause");
  }

  @Override
  public String subject() {
    return deployment.environmentKey();
  }
}
