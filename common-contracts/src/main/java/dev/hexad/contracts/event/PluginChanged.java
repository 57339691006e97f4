package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody installed, upgraded, uninstalled or purged an agent as a plugin.
 *
 * @param change {@code INSTALLED}, {@code UPGRADED}, {@code UNINSTALLED} or {@code PURGED}
 * @param version version of the agent's software
 * @param digest {@code sha256:} of its manifest; absent for agents that enrolled by themselves
 */
@MessageType("dev.hexad.agent.plugin.changed.v1")
public record PluginChanged(
    String agentId, String change, String version, @Nullable String digest, String by)
    implements Event {
  public PluginChanged {
    Objects.requireNonNull(agentId, "agentId");
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(by, "by");
  }

  @Override
  public String subject() {
    return agentId;
  }
}
