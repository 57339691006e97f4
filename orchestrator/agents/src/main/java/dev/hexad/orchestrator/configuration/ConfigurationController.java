package dev.hexad.orchestrator.configuration;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/agents/{id}/configuration")
class ConfigurationController {
  private final Registry registry;
  private final Configurations configurations;
  private final ConfigurationStore store;

  ConfigurationController(
      Registry registry, Configurations configurations, ConfigurationStore store) {
    this.registry = registry;
    this.configurations = configurations;
    this.store = store;
  }

  /**
   * An agent's configuration with everything needed to edit it.
   *
   * @param document the base, which holds in all environments
   * @param overlays newest version of each environment's overlay
   * @param effective what holds in the environment that was asked for, else in this installation
   */
  record ConfigurationView(
      String agentId,
      long version,
      JsonNode document,
      JsonNode schema,
      JsonNode defaults,
      @Nullable Instant updatedAt,
      @Nullable String updatedBy,
      Map<String, Long> overlays,
      Configurations.Effective effective) {}

  record RollBack(long version) {}

  /** What a document would change and what is wrong with it. */
  record Checked(List<Difference> differences, List<Problem.FieldError> errors) {}

  /** Two versions side by side; version 0 is the agent's own defaults. */
  record Compared(long from, long to, List<Difference> differences) {}

  @GetMapping
  @RequiresScope("configuration:read")
  ResponseEntity<ConfigurationView> get(
      Identity identity,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String environment) {
    Agent agent = registry.require(identity.tenant(), id);
    Map<String, Configurations.Version> lanes = configurations.lanes(agent);
    Configurations.Version base = lanes.remove(Configurations.BASE);
    JsonNode defaults = agent.manifest().defaultConfiguration();
    var overlays = new java.util.TreeMap<String, Long>();
    lanes.forEach((name, overlay) -> overlays.put(name, overlay.version()));
    var view =
        new ConfigurationView(
            id,
            base == null ? 0 : base.version(),
            base == null ? defaults : base.document(),
            agent.manifest().configurationSchema(),
            defaults,
            base == null ? null : base.createdAt(),
            base == null ? null : base.createdBy(),
            overlays,
            environment == null
                ? configurations.effective(agent)
                : configurations.effective(agent, named(environment)));
    return ResponseEntity.ok().eTag("\"" + view.version() + "\"").body(view);
  }

  @PutMapping
  @RequiresScope("configuration:write")
  ResponseEntity<ConfigurationView> set(
      Identity identity,
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody JsonNode document) {
    configurations.set(
        identity.tenant(),
        id,
        Configurations.BASE,
        expectedVersion(ifMatch),
        document,
        identity.subject());
    return get(identity, id, null);
  }

  /** Says what {@code PUT} would do, and does not do it. */
  @PostMapping("/check")
  @RequiresScope("configuration:read")
  Checked check(
      Identity identity,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String environment,
      @RequestBody JsonNode document) {
    Agent agent = registry.require(identity.tenant(), id);
    String lane = environment == null ? Configurations.BASE : named(environment);
    JsonNode before = configurations.effective(agent, lane).document();
    JsonNode after =
        lane.isEmpty()
            ? document
            : Overlay.merge(
                configurations.effective(agent, Configurations.BASE).document(), document);
    return new Checked(
        Difference.between(before, after), configurations.findings(agent, lane, document));
  }

  @GetMapping("/overlays/{environment}")
  @RequiresScope("configuration:read")
  ResponseEntity<Configurations.Version> overlay(
      Identity identity, @PathVariable String id, @PathVariable String environment) {
    registry.require(identity.tenant(), id);
    Configurations.Version overlay =
        store
            .current(identity.tenant(), id, named(environment))
            .orElseThrow(() -> HexadException.notFound("overlay", environment));
    return ResponseEntity.ok().eTag("\"" + overlay.version() + "\"").body(overlay);
  }

  @PutMapping("/overlays/{environment}")
  @RequiresScope("configuration:write")
  ResponseEntity<Configurations.Version> setOverlay(
      Identity identity,
      @PathVariable String id,
      @PathVariable String environment,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody JsonNode document) {
    configurations.set(
        identity.tenant(),
        id,
        named(environment),
        expectedVersion(ifMatch),
        document,
        identity.subject());
    return overlay(identity, id, environment);
  }

  /** Takes the overlay away; like every change this is a version that can be rolled back. */
  @DeleteMapping("/overlays/{environment}")
  @RequiresScope("configuration:write")
  ResponseEntity<Configurations.Version> clearOverlay(
      Identity identity, @PathVariable String id, @PathVariable String environment) {
    overlay(identity, id, environment);
    configurations.set(
        identity.tenant(),
        id,
        environment,
        null,
        dev.hexad.contracts.message.Json.mapper().createObjectNode(),
        identity.subject());
    return overlay(identity, id, environment);
  }

  @GetMapping("/versions")
  @RequiresScope("configuration:read")
  Page<Configurations.Version> versions(
      Identity identity,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable Long cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    registry.require(identity.tenant(), id);
    int size = Page.size(limit);
    return Page.of(
        store.list(identity.tenant(), id, environment, cursor, size + 1),
        size,
        last -> Long.toString(last.version()));
  }

  @GetMapping("/diff")
  @RequiresScope("configuration:read")
  Compared diff(
      Identity identity,
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long from,
      @RequestParam(required = false) @Nullable Long to) {
    Agent agent = registry.require(identity.tenant(), id);
    Configurations.Version base = configurations.lanes(agent).get(Configurations.BASE);
    long until = to != null ? to : base == null ? 0 : base.version();
    return new Compared(
        from,
        until,
        Difference.between(
            configurations.at(agent, from).document(), configurations.at(agent, until).document()));
  }

  @PostMapping("/rollback")
  @RequiresScope("configuration:write")
  ResponseEntity<ConfigurationView> rollBack(
      Identity identity, @PathVariable String id, @RequestBody RollBack to) {
    configurations.rollBack(identity.tenant(), id, to.version(), identity.subject());
    return get(identity, id, null);
  }

  private static String named(String environment) {
    if (!Configurations.ENVIRONMENT.matcher(environment).matches()) {
      throw new HexadException(
          ProblemType.INVALID,
          "'" + environment + "' is no environment; use 1 to 40 lower case letters or digits.");
    }
    return environment;
  }

  private static long expectedVersion(@Nullable String ifMatch) {
    if (ifMatch == null || !ifMatch.matches("(W/)?\"\\d{1,18}\"")) {
      throw new HexadException(
          ProblemType.BAD_REQUEST,
          "Send the version that you edited in the header If-Match, as the ETag of the GET said.");
    }
    return Long.parseLong(ifMatch.replaceAll("\\D", ""));
  }
}
