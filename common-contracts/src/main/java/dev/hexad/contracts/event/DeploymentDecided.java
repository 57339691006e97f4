package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody approved or rejected the plan of a deployment.
 *
 * @param plan hash of exactly what was decided on
 * @param by subject, for example {@code token:release-lead}
 */
@MessageType("dev.hexad.cd.deployment.decided.v1")
public record DeploymentDecided(
    DeploymentRef deployment, String plan, boolean approved, String by, @Nullable String comment)
    implements Event {
  public DeploymentDecided {
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(by, "by");
  }

  @Override
  public String subject() {
    return deployment.environmentKey();
  }
}
