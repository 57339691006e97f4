package dev.hexad.orchestrator.configuration;

import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.AgentState;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

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

  /** An agent's configuration with everything needed to edit it. */
  record ConfigurationView(
      String agentId,
      long version,
      JsonNode document,
      JsonNode schema,
      JsonNode defaults,
      @Nullable Instant updatedAt,
      @Nullable String updatedBy) {}

  record RollBack(long version) {}

  @GetMapping
  @RequiresScope("agents:read")
  Page<AgentView> list(Identity identity) {
    return Page.all(registry.all(identity.tenant()).stream().map(this::view).toList());
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

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("agents:write")
  void uninstall(Identity identity, @PathVariable String id) {
    registry.uninstall(identity.tenant(), id);
  }

  @GetMapping("/{id}/configuration")
  @RequiresScope("configuration:read")
  ResponseEntity<ConfigurationView> configuration(Identity identity, @PathVariable String id) {
    return answer(registry.require(identity.tenant(), id));
  }

  @PutMapping("/{id}/configuration")
  @RequiresScope("configuration:write")
  ResponseEntity<ConfigurationView> configure(
      Identity identity,
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody JsonNode document) {
    configurations.set(
        identity.tenant(), id, expectedVersion(ifMatch), document, identity.subject());
    return configuration(identity, id);
  }

  @GetMapping("/{id}/configuration/versions")
  @RequiresScope("configuration:read")
  Page<Configurations.Version> versions(Identity identity, @PathVariable String id) {
    return Page.all(configurations.versions(identity.tenant(), id));
  }

  @PostMapping("/{id}/configuration/rollback")
  @RequiresScope("configuration:write")
  ResponseEntity<ConfigurationView> rollBack(
      Identity identity, @PathVariable String id, @RequestBody RollBack to) {
    configurations.rollBack(identity.tenant(), id, to.version(), identity.subject());
    return configuration(identity, id);
  }

  private static long expectedVersion(@Nullable String ifMatch) {
    if (ifMatch == null || !ifMatch.matches("(W/)?\"\\d{1,18}\"")) {
      throw new HexadException(
          ProblemType.BAD_REQUEST,
          "Send the version that you edited in the header If-Match, as the ETag of the GET said.");
    }
    return Long.parseLong(ifMatch.replaceAll("\\D", ""));
  }

  private ResponseEntity<ConfigurationView> answer(Agent agent) {
    var current = configurations.current(agent.id());
    JsonNode defaults = agent.manifest().defaultConfiguration();
    var view =
        new ConfigurationView(
            agent.id(),
            current.map(Configurations.Version::version).orElse(0L),
            current.map(Configurations.Version::document).orElse(defaults),
            agent.manifest().configurationSchema(),
            defaults,
            current.map(Configurations.Version::createdAt).orElse(null),
            current.map(Configurations.Version::createdBy).orElse(null));
    return ResponseEntity.ok().eTag("\"" + view.version() + "\"").body(view);
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
        configurations.current(agent.id()).map(Configurations.Version::version).orElse(0L),
        agent.instances(),
        manifest.capabilities(),
        manifest.emits(),
        manifest.wants(),
        manifest.views());
  }
}
