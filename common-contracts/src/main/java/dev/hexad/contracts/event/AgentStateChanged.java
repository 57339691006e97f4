package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;

/** An operator enabled or disabled an agent. */
@MessageType("dev.hexad.agent.state.changed.v1")
public record AgentStateChanged(String agentId, String state, String by) implements Event {
  public AgentStateChanged {
    Objects.requireNonNull(agentId, "agentId");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(by, "by");
  }

  @Override
  public String subject() {
    return agentId;
  }
}
