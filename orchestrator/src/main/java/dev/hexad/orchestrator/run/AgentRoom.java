package dev.hexad.orchestrator.run;

import dev.hexad.orchestrator.registry.Registry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Keeps the commands that wait at an agent within a bound. Counted is what the agent said with its
 * last heartbeat and what was sent since, so that it may be as many too many as are sent between
 * two heartbeats.
 */
@Component
final class AgentRoom {
  private static final Duration BELIEVED = Duration.ofSeconds(1);

  private final int most;
  private final Crowd waiting;

  AgentRoom(RunProperties properties, Registry registry) {
    this.most = properties.maxWaitingPerAgent();
    this.waiting = new Crowd(most, BELIEVED, BELIEVED, registry::waiting);
  }

  int most() {
    return most;
  }

  /** Takes a place for one command more; tells whether there was one. */
  boolean enter(String agent) {
    return waiting.enter(agent);
  }
}
