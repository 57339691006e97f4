package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.List;
import java.util.Objects;

/**
 * Somebody changed what was deployed.
 *
 * @param items that differ from what was rendered, without their contents
 * @param healing whether they are brought back without being asked
 */
@MessageType("dev.hexad.cd.drift.detected.v1")
public record DriftDetected(DeploymentRef deployment, List<String> items, boolean healing)
    implements Event {
  public DriftDetected {
    Objects.requireNonNull(deployment, "deployment");
    items = List.copyOf(items);
  }

  @Override
  public String subject() {
    return deployment.environmentKey();
  }
}
