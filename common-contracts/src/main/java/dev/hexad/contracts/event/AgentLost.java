package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;

/** The lease of an instance ran out without a heartbeat. */
@MessageType("dev.hexad.agent.lost.v1")
public record AgentLost(String agentId, UUID instanceId) implements Event {
  public AgentLost {
    Objects.requireNonNull(agentId, "agentId");
    Objects.requireNonNull(instanceId, "instanceId");
  }

  @Override
  public String subject() {
    return agentId;
  }
}
