package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.List;
import java.util.Objects;

/**
 * A deployment is planned and waits for the gates of its environment.
 *
 * @param plan hash of what it would change
 * @param reasons what it waits for, for people
 */
@MessageType("dev.hexad.cd.deployment.waiting.v1")
public record DeploymentWaiting(DeploymentRef deployment, String plan, List<String> reasons)
    implements Event {
  public DeploymentWaiting {
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(plan, "plan");
    reasons = reasons == null ? List.of() : List.copyOf(reasons);
  }

  @Override
  public String subject() {
    return deployment.environmentKey();
  }
}
