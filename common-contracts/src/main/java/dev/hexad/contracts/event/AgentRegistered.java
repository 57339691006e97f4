package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;

/** An instance of an agent enrolled or came back after its lease was lost. */
@MessageType("dev.hexad.agent.registered.v1")
public record AgentRegistered(String agentId, UUID instanceId, String version) implements Event {
  public AgentRegistered {
    Objects.requireNonNull(agentId, "agentId");
    Objects.requireNonNull(instanceId, "instanceId");
    Objects.requireNonNull(version, "version");
  }

  @Override
  public String subject() {
    return agentId;
  }
}
