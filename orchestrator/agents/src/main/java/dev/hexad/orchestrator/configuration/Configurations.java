package dev.hexad.orchestrator.configuration;

import dev.hexad.contracts.event.ConfigurationChanged;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/**
 * Configuration documents per agent, with overlays per environment; every change is a new version,
 * a roll back too.
 */
@Service
public class Configurations {
  /** The lane that holds everywhere. */
  static final String BASE = "";

  static final Pattern ENVIRONMENT = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private final ConfigurationStore store;
  private final Registry registry;
  private final ConfigurationCheck check;
  private final Outbox outbox;
  private final InstallationProperties installation;
  private final Clock clock;

  Configurations(
      ConfigurationStore store,
      Registry registry,
      ConfigurationCheck check,
      Outbox outbox,
      InstallationProperties installation,
      Clock clock) {
    this.store = store;
    this.registry = registry;
    this.check = check;
    this.outbox = outbox;
    this.installation = installation;
    this.clock = clock;
  }

  /**
   * One version of a document.
   *
   * @param environment the overlay that it is of; empty for the base
   */
  public record Version(
      long version, String environment, JsonNode document, Instant createdAt, String createdBy) {}

  /**
   * What holds in an environment.
   *
   * @param version newest of base and overlay, 0 while the agent's own defaults are in force
   */
  public record Effective(
      String environment,
      long version,
      JsonNode document,
      List<Overlay.Decided> decided,
      @Nullable Instant updatedAt,
      @Nullable String updatedBy) {}

  /** The version of what holds in this installation; 0 for the agent's own defaults. */
  public long version(String tenant, String agentId) {
    return store.newest(tenant, agentId, List.of(BASE, installation.environmentName()));
  }

  /** What holds in this installation. */
  public Effective effective(Agent agent) {
    return effective(agent, installation.environmentName());
  }

  Effective effective(Agent agent, String environment) {
    Optional<Version> base = store.current(agent.tenant(), agent.id(), BASE);
    Optional<Version> overlay =
        environment.equals(BASE)
            ? Optional.empty()
            : store.current(agent.tenant(), agent.id(), environment);
    JsonNode below = base.map(Version::document).orElse(agent.manifest().defaultConfiguration());
    JsonNode above = overlay.map(Version::document).orElse(null);
    JsonNode document = Overlay.merge(below, above);
    Version last = newer(base.orElse(null), overlay.orElse(null));
    return new Effective(
        environment,
        last == null ? 0 : last.version(),
        document,
        Overlay.decided(document, above, base.isPresent() ? "configuration" : "defaults"),
        last == null ? null : last.createdAt(),
        last == null ? null : last.createdBy());
  }

  private static @Nullable Version newer(@Nullable Version a, @Nullable Version b) {
    return a == null || b != null && b.version() > a.version() ? b : a;
  }

  /** The document of a version; 0 is the agent's defaults. */
  Version at(Agent agent, long version) {
    if (version == 0) {
      return new Version(
          0, BASE, agent.manifest().defaultConfiguration(), Instant.EPOCH, "agent:" + agent.id());
    }
    return store
        .at(agent.tenant(), agent.id(), version)
        .orElseThrow(() -> HexadException.notFound("configuration version", version));
  }

  /** Everything that would be wrong in any environment with this document in this lane. */
  List<Problem.FieldError> findings(Agent agent, String environment, JsonNode document) {
    var found = new ArrayList<Problem.FieldError>();
    if (environment.equals(BASE)) {
      found.addAll(check.findings(agent, document));
      store
          .overlays(agent.tenant(), agent.id())
          .forEach((name, overlay) -> found.addAll(overlaid(agent, name, document, overlay)));
    } else {
      found.addAll(overlaid(agent, environment, effective(agent, BASE).document(), document));
    }
    return found.stream().distinct().toList();
  }

  /** Everything that is wrong with an effective document. */
  List<Problem.FieldError> alone(Agent agent, JsonNode document) {
    return check.findings(agent, document);
  }

  private List<Problem.FieldError> overlaid(
      Agent agent, String environment, JsonNode base, Version overlay) {
    return overlaid(agent, environment, base, overlay.document());
  }

  private List<Problem.FieldError> overlaid(
      Agent agent, String environment, JsonNode base, JsonNode overlay) {
    return check.findings(agent, Overlay.merge(base, overlay)).stream()
        .map(f -> new Problem.FieldError(f.where(), f.message() + " (in " + environment + ")"))
        .toList();
  }

  /**
   * Sets the base or an overlay.
   *
   * @param environment of the overlay, {@link #BASE} for the base
   * @param expected the lane's version that the caller has seen, null when that does not matter
   */
  @Transactional
  public Version set(
      String tenant,
      String agentId,
      String environment,
      @Nullable Long expected,
      JsonNode document,
      String by) {
    Agent agent = registry.require(tenant, agentId);
    store.lock(agentId);
    long version = store.current(tenant, agentId, environment).map(Version::version).orElse(0L);
    if (expected != null && version != expected) {
      throw new HexadException(
          ProblemType.STALE,
          "The configuration is at version " + version + ", not " + expected + "; read it again.");
    }
    if (!environment.equals(BASE) && !document.isObject()) {
      throw new HexadException(ProblemType.INVALID, "An overlay is a JSON object.");
    }
    ConfigurationCheck.refuse(findings(agent, environment, document));
    return append(agent, environment, document, by);
  }

  /** Sets what was checked together with all that goes with it. */
  @Transactional
  public void settle(Agent agent, String environment, JsonNode document, String by) {
    store.lock(agent.id());
    append(agent, environment, document, by);
  }

  /** Makes an earlier version the newest one of its lane again. */
  @Transactional
  public Version rollBack(String tenant, String agentId, long to, String by) {
    Agent agent = registry.require(tenant, agentId);
    store.lock(agentId);
    Version version = at(agent, to);
    ConfigurationCheck.refuse(findings(agent, version.environment(), version.document()));
    return append(agent, version.environment(), version.document(), by);
  }

  private Version append(Agent agent, String environment, JsonNode document, String by) {
    long version = store.last(agent.tenant(), agent.id()) + 1;
    var next = new Version(version, environment, document, clock.instant(), by);
    store.append(agent.tenant(), agent.id(), next);
    outbox.event(new ConfigurationChanged(agent.id(), version, by));
    return next;
  }

  /** The newest documents of an agent by environment, the base under {@link #BASE}. */
  Map<String, Version> lanes(Agent agent) {
    return store.lanes(agent.tenant(), agent.id());
  }

  /** Forgets all versions of an agent that is no more. */
  @Transactional
  public void purge(String tenant, String agentId) {
    store.purge(tenant, agentId);
  }
}
