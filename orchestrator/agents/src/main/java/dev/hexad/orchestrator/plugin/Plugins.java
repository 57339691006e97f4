package dev.hexad.orchestrator.plugin;

import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.access.AgentScopes;
import dev.hexad.orchestrator.access.Tokens;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.Digest;
import dev.hexad.orchestrator.registry.Plugin;
import dev.hexad.orchestrator.registry.PluginStore;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows what an agent is before it is installed, and installs exactly what was shown. */
@Service
class Plugins {
  private final Registry registry;
  private final PluginStore store;
  private final ManifestSource source;
  private final ManifestCheck check;
  private final Compatibility compatibility;
  private final Tokens tokens;
  private final TransactionTemplate transaction;

  Plugins(
      Registry registry,
      PluginStore store,
      ManifestSource source,
      ManifestCheck check,
      Compatibility compatibility,
      Tokens tokens,
      TransactionTemplate transaction) {
    this.transaction = transaction;
    this.registry = registry;
    this.store = store;
    this.source = source;
    this.check = check;
    this.compatibility = compatibility;
    this.tokens = tokens;
  }

  /** What would be installed, and what is there now. */
  record Inspected(
      ManifestSource.Fetched fetched,
      String digest,
      Optional<Agent> present,
      Optional<Plugin> installed,
      List<Finding> findings) {
    boolean refused() {
      return findings.stream().anyMatch(f -> f.level() == Finding.Level.ERROR);
    }
  }

  /**
   * A plugin and the token with which its instances enrol.
   *
   * @param enrolmentToken null after an upgrade: the one that was given out stays good
   */
  record Installed(Agent agent, @Nullable String enrolmentToken) {}

  /**
   * A decision after an inspection.
   *
   * @param digest that was shown
   * @param scopes to grant, null for none at an install and for the same at an upgrade
   * @param force whether to upgrade although something in use breaks
   */
  record Wish(
      ManifestSource.Wish from, String digest, @Nullable List<String> scopes, boolean force) {}

  Inspected inspect(Identity by, ManifestSource.Wish from) {
    ManifestSource.Fetched fetched = source.fetch(from);
    Manifest manifest = fetched.manifest();
    var findings = new ArrayList<>(check.findings(manifest, by));
    Optional<Agent> present =
        registry.all(by.tenant()).stream().filter(a -> a.id().equals(manifest.id())).findFirst();
    Optional<Plugin> installed = store.find(by.tenant(), manifest.id());
    if (present.isPresent() && installed.isEmpty()) {
      findings.add(
          Finding.error(
              "/id",
              "an agent '" + manifest.id() + "' enrolled by itself; uninstall that one first"));
    }
    present.ifPresent(agent -> findings.addAll(compatibility.findings(agent, manifest)));
    return new Inspected(fetched, Digest.of(manifest), present, installed, findings);
  }

  Installed install(Identity by, Wish wish) {
    Inspected seen = inspected(by, wish);
    if (seen.present().isPresent()) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "'" + seen.fetched().manifest().id() + "' is installed; upgrade it instead.");
    }
    List<String> scopes = scopes(by, wish, List.of());
    return Objects.requireNonNull(
        transaction.execute(status -> {
          Agent agent = put(by, seen, scopes);
          return new Installed(agent, tokens.enrolmentTokenFor(by.tenant(), agent.id()));
        }));
  }

  /** Takes the next version in; without scopes the ones granted before stay. */
  Installed upgrade(Identity by, String id, Wish wish) {
    Inspected seen = inspected(by, wish);
    Plugin before =
        seen.installed()
            .filter(plugin -> plugin.agentId().equals(id))
            .orElseThrow(() ->
                new HexadException(
                    ProblemType.CONFLICT,
                    "This is the manifest of '"
                        + seen.fetched().manifest().id()
                        + "', and no upgrade of an installed '"
                        + id
                        + "'."));
    List<Problem.FieldError> breaking =
        seen.findings().stream()
            .filter(f -> f.level() == Finding.Level.BREAKING)
            .map(f -> new Problem.FieldError(f.where(), f.message()))
            .toList();
    if (!breaking.isEmpty() && !wish.force()) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The upgrade breaks what is in use; settle that, or send 'force'.",
          breaking,
          null);
    }
    return new Installed(put(by, seen, scopes(by, wish, before.scopes())), null);
  }

  private Agent put(Identity by, Inspected seen, List<String> scopes) {
    return registry.install(
        by.tenant(),
        new Registry.Installation(
            seen.fetched().manifest(),
            seen.fetched().source(),
            seen.fetched().reference(),
            scopes,
            by.subject()));
  }

  private Inspected inspected(Identity by, Wish wish) {
    Inspected seen = inspect(by, wish.from());
    if (!seen.digest().equals(wish.digest())) {
      throw new HexadException(
          ProblemType.STALE,
          "The manifest is "
              + seen.digest()
              + " now, not "
              + wish.digest()
              + "; inspect it again.");
    }
    if (seen.refused()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The manifest has errors.",
          seen.findings().stream()
              .filter(f -> f.level() == Finding.Level.ERROR)
              .map(f -> new Problem.FieldError(f.where(), f.message()))
              .toList(),
          null);
    }
    return seen;
  }

  private static List<String> scopes(Identity by, Wish wish, List<String> before) {
    List<String> asked = wish.scopes();
    if (asked == null) {
      return before;
    }
    var errors = new ArrayList<Problem.FieldError>();
    asked.stream()
        .filter(scope -> !before.contains(scope))
        .forEach(scope ->
            AgentScopes.objection(scope, by)
                .ifPresent(reason -> errors.add(new Problem.FieldError("/scopes", reason))));
    if (!errors.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID, "These scopes cannot be granted.", errors, null);
    }
    return asked.stream().distinct().sorted().toList();
  }

  /** A new enrolment token; the one before is worth nothing from now on. */
  @Transactional
  public String renewToken(String tenant, String id) {
    require(tenant, id);
    return tokens.enrolmentTokenFor(tenant, id);
  }

  Plugin require(String tenant, String id) {
    registry.require(tenant, id);
    return store
        .find(tenant, id)
        .orElseThrow(() ->
            new HexadException(
                ProblemType.CONFLICT,
                "The agent '" + id + "' enrolled by itself, it has no token."));
  }
}
