package dev.hexad.orchestrator.plugin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.orchestrator.access.AgentScopes;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.AgentState;
import dev.hexad.orchestrator.registry.Plugin;
import dev.hexad.service.identity.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Plugins as the API shows them: everything a page needs to decide and to act. */
final class PluginView {
  private PluginView() {}

  /** What may be done with a plugin now. */
  enum Action {
    ENABLE,
    DISABLE,
    UPGRADE,
    UNINSTALL,
    RENEW_TOKEN
  }

  /**
   * A plugin in a list.
   *
   * @param origin {@code ENROLLED} for agents that nobody installed, else where the manifest is
   *     from
   * @param scopes granted; absent for agents that enrolled by themselves and have the usual ones
   * @param actions what may be done now
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(
      String id,
      String displayName,
      String description,
      String version,
      @Nullable String publisher,
      AgentState state,
      Agent.Presence presence,
      Manifest.Transport transport,
      String origin,
      @Nullable String reference,
      String digest,
      @Nullable List<String> scopes,
      @Nullable Instant installedAt,
      @Nullable String installedBy,
      List<Action> actions) {}

  /**
   * A scope that the manifest asks for.
   *
   * @param objection why the caller cannot grant it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AskedScope(String scope, boolean granted, @Nullable String objection) {}

  /** What is shown before anything is installed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Inspection(
      String digest,
      Plugin.Source source,
      String reference,
      String id,
      String version,
      String displayName,
      String description,
      @Nullable String publisher,
      Manifest.Transport transport,
      List<Manifest.Capability> capabilities,
      List<String> emits,
      List<String> wants,
      List<AskedScope> scopes,
      List<Manifest.View> views,
      JsonNode configurationSchema,
      JsonNode defaultConfiguration,
      @Nullable Present present,
      boolean installable,
      boolean needsForce,
      List<Finding> findings) {}

  /** What an install would take the place of. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Present(String version, AgentState state, @Nullable String digest, boolean same) {}

  static Summary summary(Agent agent, Optional<Plugin> plugin, String digest, Instant now) {
    Manifest manifest = agent.manifest();
    return new Summary(
        agent.id(),
        manifest.displayName(),
        manifest.description(),
        manifest.version(),
        manifest.publisher(),
        agent.state(),
        agent.presence(now),
        transport(manifest),
        plugin.map(p -> p.source().name()).orElse("ENROLLED"),
        plugin.map(Plugin::reference).orElse(null),
        digest,
        plugin.map(Plugin::scopes).orElse(null),
        plugin.map(Plugin::installedAt).orElse(null),
        plugin.map(Plugin::installedBy).orElse(null),
        actions(agent.state(), plugin.isPresent()));
  }

  private static List<Action> actions(AgentState state, boolean installed) {
    return switch (state) {
      case ENABLED ->
          installed
              ? List.of(Action.DISABLE, Action.UPGRADE, Action.RENEW_TOKEN)
              : List.of(Action.DISABLE);
      case INSTALLED, DISABLED ->
          installed
              ? List.of(Action.ENABLE, Action.UPGRADE, Action.UNINSTALL, Action.RENEW_TOKEN)
              : List.of(Action.ENABLE, Action.UNINSTALL);
    };
  }

  static Inspection inspection(Plugins.Inspected seen, Identity by) {
    Manifest manifest = seen.fetched().manifest();
    List<String> granted = seen.installed().map(Plugin::scopes).orElse(List.of());
    Present present =
        seen.present()
            .map(agent ->
                new Present(
                    agent.manifest().version(),
                    agent.state(),
                    seen.installed().map(Plugin::digest).orElse(null),
                    seen.installed().filter(p -> p.digest().equals(seen.digest())).isPresent()))
            .orElse(null);
    return new Inspection(
        seen.digest(),
        seen.fetched().source(),
        seen.fetched().reference(),
        manifest.id(),
        manifest.version(),
        manifest.displayName(),
        manifest.description(),
        manifest.publisher(),
        transport(manifest),
        manifest.capabilities(),
        manifest.emits(),
        manifest.wants(),
        manifest.wantedScopes().stream()
            .map(scope ->
                new AskedScope(
                    scope, granted.contains(scope), AgentScopes.objection(scope, by).orElse(null)))
            .toList(),
        manifest.views(),
        manifest.configurationSchema(),
        manifest.defaultConfiguration(),
        present,
        !seen.refused(),
        seen.findings().stream().anyMatch(f -> f.level() == Finding.Level.BREAKING),
        seen.findings());
  }

  private static Manifest.Transport transport(Manifest manifest) {
    return manifest.isOnHttp() ? Manifest.Transport.HTTP : Manifest.Transport.BUS;
  }
}
