package dev.hexad.orchestrator.configuration;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.Digest;
import dev.hexad.orchestrator.registry.PluginStore;
import dev.hexad.orchestrator.registry.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Gives the whole configuration out as one document, and takes one in. */
@Service
class Bundles {
  private final Registry registry;
  private final PluginStore plugins;
  private final Configurations configurations;

  Bundles(Registry registry, PluginStore plugins, Configurations configurations) {
    this.registry = registry;
    this.plugins = plugins;
    this.configurations = configurations;
  }

  /** Where a bundle and what runs differ. */
  record Change(String agentId, String environment, List<Difference> differences) {}

  /**
   * What an import does or would do.
   *
   * @param changes by agent and environment; an empty environment is the base
   * @param onlyRunning agents that the bundle does not name; an import leaves them alone
   * @param plugins differences that an import does not settle, since nothing is installed unseen
   * @param errors why the bundle cannot be imported
   */
  record Plan(
      boolean applied,
      List<Change> changes,
      List<String> onlyRunning,
      List<String> plugins,
      List<Problem.FieldError> errors) {
    Plan {
      changes = List.copyOf(changes);
      onlyRunning = List.copyOf(onlyRunning);
      plugins = List.copyOf(plugins);
      errors = List.copyOf(errors);
    }

    boolean same() {
      return changes.isEmpty() && plugins.isEmpty() && errors.isEmpty();
    }
  }

  @Transactional(readOnly = true)
  Bundle export(String tenant) {
    var agents = new TreeMap<String, Bundle.Part>();
    var versions = new HashMap<String, String>();
    for (Agent agent : registry.all(tenant)) {
      agents.put(agent.id(), part(agent));
      versions.put(agent.id(), agent.manifest().version());
    }
    var installed = new TreeMap<String, Bundle.Installed>();
    plugins
        .all(tenant)
        .forEach(plugin ->
            installed.put(
                plugin.agentId(),
                new Bundle.Installed(
                    versions.getOrDefault(plugin.agentId(), ""),
                    plugin.source().name(),
                    plugin.reference(),
                    plugin.digest(),
                    plugin.scopes().stream().sorted().toList())));
    return new Bundle(Bundle.FORMAT, agents, installed);
  }

  private Bundle.Part part(Agent agent) {
    Map<String, Configurations.Version> lanes = configurations.lanes(agent);
    Configurations.Version base = lanes.remove(Configurations.BASE);
    var overlays = new TreeMap<String, JsonNode>();
    lanes.forEach((name, overlay) -> {
      if (!overlay.document().isEmpty()) {
        overlays.put(name, overlay.document());
      }
    });
    return new Bundle.Part(base == null ? null : base.document(), overlays);
  }

  /** The tag of a bundle, which changes with any part of it. */
  static String tag(Bundle bundle) {
    return "\"" + Digest.of(Json.tree(bundle)) + "\"";
  }

  /** What importing would do. */
  @Transactional(readOnly = true)
  Plan plan(String tenant, Bundle wanted) {
    return compare(tenant, wanted);
  }

  /**
   * Imports: all of it or nothing.
   *
   * @param expected tag of the running configuration that the caller has seen, null for any
   */
  @Transactional
  Plan apply(String tenant, Bundle wanted, @Nullable String expected, String by) {
    if (expected != null && !expected.equals(tag(export(tenant)))) {
      throw new HexadException(
          ProblemType.STALE,
          "The running configuration has changed since you exported it; export it again.");
    }
    Plan plan = compare(tenant, wanted);
    if (!plan.errors().isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID, "The bundle cannot be imported.", plan.errors(), null);
    }
    for (Change change : plan.changes()) {
      Agent agent = registry.require(tenant, change.agentId());
      Bundle.Part part = wanted.parts().get(change.agentId());
      if (part != null) {
        String lane = change.environment();
        configurations.settle(agent, lane, lane(agent, part, lane), by);
      }
    }
    return new Plan(true, plan.changes(), plan.onlyRunning(), plan.plugins(), List.of());
  }

  private static JsonNode lane(Agent agent, Bundle.Part part, String environment) {
    if (environment.equals(Configurations.BASE)) {
      JsonNode base = part.configuration();
      return base == null ? agent.manifest().defaultConfiguration() : base;
    }
    JsonNode overlay = part.layers().get(environment);
    return overlay == null ? Json.mapper().createObjectNode() : overlay;
  }

  private Plan compare(String tenant, Bundle wanted) {
    Bundle running = export(tenant);
    var changes = new ArrayList<Change>();
    var errors = new ArrayList<Problem.FieldError>();
    wanted
        .parts()
        .forEach((id, part) -> {
          Bundle.Part now = running.parts().get(id);
          if (now == null) {
            errors.add(
                new Problem.FieldError(
                    "/agents/" + id,
                    "there is no agent '" + id + "'; install it, or leave it out"));
          } else {
            Agent agent = registry.require(tenant, id);
            changes.addAll(changes(agent, now, part));
            errors.addAll(errors(agent, part));
          }
        });
    var onlyRunning = new TreeSet<>(running.parts().keySet());
    onlyRunning.removeAll(wanted.parts().keySet());
    return new Plan(
        false, changes, List.copyOf(onlyRunning), pluginDifferences(wanted, running), errors);
  }

  private static List<Change> changes(Agent agent, Bundle.Part now, Bundle.Part wanted) {
    var environments = new TreeSet<String>();
    environments.add(Configurations.BASE);
    environments.addAll(now.layers().keySet());
    environments.addAll(wanted.layers().keySet());
    return environments.stream()
        .map(name ->
            new Change(
                agent.id(),
                name,
                Difference.between(lane(agent, now, name), lane(agent, wanted, name))))
        .filter(change -> !change.differences().isEmpty())
        .toList();
  }

  /** What is wrong with base and overlays as they will be together. */
  private List<Problem.FieldError> errors(Agent agent, Bundle.Part part) {
    var errors = new ArrayList<Problem.FieldError>();
    String at = "/agents/" + agent.id();
    JsonNode base = lane(agent, part, Configurations.BASE);
    configurations.alone(agent, base).forEach(e -> errors.add(error(at + "/configuration", e)));
    part.layers()
        .forEach((name, overlay) -> {
          String where = at + "/overlays/" + name;
          if (!Configurations.ENVIRONMENT.matcher(name).matches() || !overlay.isObject()) {
            errors.add(
                new Problem.FieldError(
                    where, "is no overlay; name an environment and give an object"));
          } else {
            configurations
                .alone(agent, Overlay.merge(base, overlay))
                .forEach(e -> errors.add(error(where, e)));
          }
        });
    return errors;
  }

  private static Problem.FieldError error(String at, Problem.FieldError finding) {
    return new Problem.FieldError(at + finding.where(), finding.message());
  }

  private static List<String> pluginDifferences(Bundle wanted, Bundle running) {
    var found = new ArrayList<String>();
    wanted
        .installed()
        .forEach((id, plugin) -> {
          Bundle.Installed now = running.installed().get(id);
          if (now == null) {
            found.add(id + " " + plugin.version() + " is in the file and not installed");
          } else if (!now.digest().equals(plugin.digest())) {
            found.add(
                id + " is installed as " + now.digest() + ", the file has " + plugin.digest());
          } else if (!now.scopes().equals(plugin.scopes().stream().sorted().toList())) {
            found.add(id + " was granted " + now.scopes() + ", the file has " + plugin.scopes());
          }
        });
    return found;
  }
}
