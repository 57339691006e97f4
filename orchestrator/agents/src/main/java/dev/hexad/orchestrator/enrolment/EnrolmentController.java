package dev.hexad.orchestrator.enrolment;

import dev.hexad.contracts.manifest.Enrolment;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.access.IdentityKeys;
import dev.hexad.orchestrator.access.Tokens;
import dev.hexad.orchestrator.configuration.Configurations;
import dev.hexad.orchestrator.registry.AgentState;
import dev.hexad.orchestrator.registry.PluginStore;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.orchestrator.registry.ReservedNames;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.schema.Schemas;
import dev.hexad.service.web.RequiresScope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/enrolments")
class EnrolmentController {
  private final Registry registry;
  private final Configurations configurations;
  private final IdentityKeys keys;
  private final PluginStore plugins;
  private final ReservedNames reserved;

  EnrolmentController(
      Registry registry,
      Configurations configurations,
      IdentityKeys keys,
      PluginStore plugins,
      ReservedNames reserved) {
    this.registry = registry;
    this.plugins = plugins;
    this.reserved = reserved;
    this.configurations = configurations;
    this.keys = keys;
  }

  @PostMapping
  @RequiresScope("enrolments:enrol")
  Enrolment.Lease enrol(Identity identity, @RequestBody Enrolment.Request request) {
    String id = request.manifest().id();
    if (reserved.contains(id)) {
      throw new HexadException(
          ProblemType.INVALID, "The agent id '" + id + "' is reserved; choose another one.");
    }
    boolean bound = identity.scopes().stream().anyMatch(s -> s.startsWith(Tokens.ENROL_AS));
    if (bound && !identity.scopes().contains(Tokens.ENROL_AS + id)) {
      throw new HexadException(
          ProblemType.FORBIDDEN,
          "This enrolment token was made for another agent than '" + id + "'.");
    }
    BaseUrl.check(request.baseUrl());
    List<Problem.FieldError> errors =
        Schemas.check(
            request.manifest().configurationSchema(), request.manifest().defaultConfiguration());
    if (!errors.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The manifest's default configuration breaks its own schema.",
          errors,
          null);
    }
    boolean enable = identity.allows("enrolments:enable");
    AgentState state = registry.enrol(identity.tenant(), request, enable);
    return lease(identity, id, request.instanceId(), state, null);
  }

  @PutMapping("/{agent}/{instance}")
  @RequiresScope("enrolments:beat")
  Enrolment.Lease beat(
      Identity identity,
      @PathVariable String agent,
      @PathVariable UUID instance,
      @RequestBody Enrolment.Heartbeat heartbeat) {
    requireSelf(identity, agent);
    AgentState state = registry.beat(identity.tenant(), agent, instance, heartbeat);
    return lease(identity, agent, instance, state, heartbeat.configurationVersion());
  }

  @DeleteMapping("/{agent}/{instance}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("enrolments:beat")
  void leave(Identity identity, @PathVariable String agent, @PathVariable UUID instance) {
    requireSelf(identity, agent);
    registry.leave(agent, instance);
  }

  private static void requireSelf(Identity identity, String agent) {
    if (!identity.subject().equals("agent:" + agent)) {
      throw new HexadException(
          ProblemType.FORBIDDEN, identity.subject() + " cannot speak for the agent " + agent + ".");
    }
  }

  private Enrolment.Lease lease(
      Identity identity,
      String agent,
      UUID instance,
      AgentState state,
      @Nullable Long appliedVersion) {
    long version = configurations.version(identity.tenant(), agent);
    JsonNode document = null;
    // Most leases are renewed without news, and then nothing more is read.
    if (version != 0 && (appliedVersion == null || appliedVersion != version)) {
      var news = configurations.effective(registry.require(identity.tenant(), agent));
      version = news.version();
      document = news.document();
    }
    return new Enrolment.Lease(
        instance,
        state.name(),
        Registry.LEASE_SECONDS,
        plugins
            .find(identity.tenant(), agent)
            .map(plugin -> keys.serviceToken(identity.tenant(), agent, plugin.grants()))
            .orElseGet(() -> keys.serviceToken(identity.tenant(), agent)),
        keys.publicKeys(),
        version,
        document);
  }
}
