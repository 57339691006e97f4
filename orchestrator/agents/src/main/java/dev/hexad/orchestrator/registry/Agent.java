package dev.hexad.orchestrator.registry;

import dev.hexad.contracts.manifest.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent with the instances whose lease has not long run out. */
public record Agent(
    String id, String tenant, AgentState state, Manifest manifest, List<Instance> instances) {
  public Agent {
    instances = List.copyOf(instances);
  }

  /** One running process of the agent. */
  public record Instance(
      UUID id,
      String baseUrl,
      String version,
      Instant startedAt,
      Instant lastSeenAt,
      Instant leaseExpiresAt,
      boolean healthy,
      @Nullable String configurationError) {
    public boolean alive(Instant now) {
      return leaseExpiresAt.isAfter(now);
    }
  }

  /** What the instances add up to. */
  public enum Presence {
    UP,
    DEGRADED,
    DOWN
  }

  public Presence presence(Instant now) {
    List<Instance> alive = instances.stream().filter(i -> i.alive(now)).toList();
    if (alive.isEmpty()) {
      return Presence.DOWN;
    }
    boolean well = alive.stream().allMatch(i -> i.healthy() && i.configurationError() == null);
    return well ? Presence.UP : Presence.DEGRADED;
  }

  public boolean offers(String capability) {
    return manifest.capabilities().stream().anyMatch(c -> c.name().equals(capability));
  }
}
