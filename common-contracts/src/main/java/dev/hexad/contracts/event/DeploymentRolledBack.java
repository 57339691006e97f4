package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.List;
import java.util.Objects;

/** An environment went back from one revision to an earlier one. */
@MessageType("dev.hexad.cd.deployment.rolledback.v1")
public record DeploymentRolledBack(DeploymentRef from, DeploymentRef to, List<Endpoint> endpoints)
    implements Event {
  public DeploymentRolledBack {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
  }

  @Override
  public String subject() {
    return from.environmentKey();
  }
}
