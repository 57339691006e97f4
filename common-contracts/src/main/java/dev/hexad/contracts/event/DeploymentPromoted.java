package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.List;
import java.util.Objects;

/** A canary became the stable revision. */
@MessageType("dev.hexad.cd.deployment.promoted.v1")
public record DeploymentPromoted(DeploymentRef deployment, List<Endpoint> endpoints)
    implements Event {
  public DeploymentPromoted {
    Objects.requireNonNull(deployment, "deployment");
    endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
  }

  @Override
  public String subject() {
    return deployment.environmentKey();
  }
}
