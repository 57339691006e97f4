package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;

/** An agent has a new configuration; instances fetch it with their next heartbeat. */
@MessageType("dev.hexad.agent.configuration.changed.v1")
public record ConfigurationChanged(String agentId, long version, String by) implements Event {
  public ConfigurationChanged {
    Objects.requireNonNull(agentId, "agentId");
    Objects.requireNonNull(by, "by");
  }

  @Override
  public String subject() {
    return agentId;
  }
}
