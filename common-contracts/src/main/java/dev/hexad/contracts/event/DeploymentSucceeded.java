package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.List;
import java.util.Objects;

/** A revision runs and is healthy, as canary beside the stable one or as the stable one. */
@MessageType("dev.hexad.cd.deployment.succeeded.v1")
public record DeploymentSucceeded(DeploymentRef deployment, List<Endpoint> endpoints)
    implements Event {
  public DeploymentSucceeded {
    Objects.requireNonNull(deployment, "deployment");
    endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
  }

  @Override
  public String subject() {
    return deployment.environmentKey();
  }
}
