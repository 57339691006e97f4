package dev.hexad.orchestrator.configuration;

import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.AgentState;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/agents")
class AgentController {
  private final Registry registry;
  private final Configurations configurations;
  private final Clock clock;

  AgentController(Registry registry, Configurations configurations, Clock clock) {
    this.registry = registry;
    this.configurations = configurations;
    this.clock = clock;
  }

  /** An agent as the API shows it. */
  record AgentView(
      String id,
      String displayName,
      String description,
      String version,
      AgentState state,
      Agent.Presence presence,
      long configurationVersion,
      List<Agent.Instance> instances,
      List<Manifest.Capability> capabilities,
      List<String> emits,
      List<String> wants,
      List<Manifest.View> views) {}

  /** Agents by id; {@code capability} narrows to those that offer it. */
  @GetMapping
  @RequiresScope("agents:read")
  Page<AgentView> list(
      Identity identity,
      @RequestParam(required = false) @Nullable AgentState state,
      @RequestParam(required = false) Agent.@Nullable Presence presence,
      @RequestParam(required = false) @Nullable String capability,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    Instant now = clock.instant();
    int size = Page.size(limit);
    List<Agent> found =
        registry.all(identity.tenant()).stream()
            .filter(agent -> state == null || agent.state() == state)
            .filter(agent -> presence == null || agent.presence(now) == presence)
            .filter(agent -> capability == null || offers(agent, capability))
            .filter(agent -> cursor == null || agent.id().compareTo(cursor) > 0)
            .sorted(Comparator.comparing(Agent::id))
            .limit(size + 1L)
            .toList();
    Page<Agent> page = Page.of(found, size, Agent::id);
    return new Page<>(page.items().stream().map(this::view).toList(), page.nextCursor());
  }

  private static boolean offers(Agent agent, String capability) {
    return agent.manifest().capabilities().stream().anyMatch(c -> c.name().equals(capability));
  }

  @GetMapping("/{id}")
  @RequiresScope("agents:read")
  AgentView get(Identity identity, @PathVariable String id) {
    return view(registry.require(identity.tenant(), id));
  }

  @PostMapping("/{id}/enable")
  @RequiresScope("agents:write")
  AgentView enable(Identity identity, @PathVariable String id) {
    return view(
        registry.changeState(identity.tenant(), id, AgentState.ENABLED, identity.subject()));
  }

  @PostMapping("/{id}/disable")
  @RequiresScope("agents:write")
  AgentView disable(Identity identity, @PathVariable String id) {
    return view(
        registry.changeState(identity.tenant(), id, AgentState.DISABLED, identity.subject()));
  }

  private AgentView view(Agent agent) {
    Manifest manifest = agent.manifest();
    return new AgentView(
        agent.id(),
        manifest.displayName(),
        manifest.description(),
        manifest.version(),
        agent.state(),
        agent.presence(clock.instant()),
        configurations.effective(agent).version(),
        agent.instances(),
        manifest.capabilities(),
        manifest.emits(),
        manifest.wants(),
        manifest.views());
  }
}
