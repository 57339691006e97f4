package dev.hexad.orchestrator.transport;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.AgentState;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.identity.Identity;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the agent that calls. */
@Component
class Callers {
  private static final String AGENT = "agent:";

  private final Registry registry;

  Callers(Registry registry) {
    this.registry = registry;
  }

  Agent require(Identity identity) {
    if (!identity.subject().startsWith(AGENT)) {
      throw new HexadException(
          ProblemType.FORBIDDEN, "Only agents come here, with the service token of their lease.");
    }
    Agent agent = registry.require(identity.tenant(), identity.subject().substring(AGENT.length()));
    if (!agent.manifest().isOnHttp()) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The manifest of '" + agent.id() + "' does not say \"transport\": \"HTTP\".");
    }
    return agent;
  }

  /** The agent when work is routed to it; empty while it is not enabled. */
  Optional<Agent> enabled(Identity identity) {
    return Optional.of(require(identity)).filter(a -> a.state() == AgentState.ENABLED);
  }

  Agent requireEnabled(Identity identity) {
    return enabled(identity)
        .orElseThrow(() ->
            new HexadException(
                ProblemType.AGENT_DISABLED,
                "The agent is not enabled; nothing is taken from it until an operator does that."));
  }
}
