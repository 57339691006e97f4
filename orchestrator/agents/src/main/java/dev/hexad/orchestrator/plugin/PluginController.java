package dev.hexad.orchestrator.plugin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.AgentState;
import dev.hexad.orchestrator.registry.Digest;
import dev.hexad.orchestrator.registry.Plugin;
import dev.hexad.orchestrator.registry.PluginStore;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1")
class PluginController {
  private final Plugins plugins;
  private final Removal removal;
  private final Registry registry;
  private final PluginStore store;
  private final Clock clock;

  PluginController(
      Plugins plugins, Removal removal, Registry registry, PluginStore store, Clock clock) {
    this.plugins = plugins;
    this.removal = removal;
    this.registry = registry;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Names a manifest by one of url, manifest and image.
   *
   * @param digest as inspected
   * @param scopes to grant; at an install none when absent, at an upgrade the ones granted before
   * @param force upgrades although something in use breaks
   */
  record Wish(
      @Nullable String url,
      @Nullable JsonNode manifest,
      @Nullable String image,
      @Nullable String digest,
      @Nullable List<String> scopes,
      @Nullable Boolean force) {
    ManifestSource.Wish from() {
      return new ManifestSource.Wish(url, manifest, image);
    }

    Plugins.Wish decided() {
      if (digest == null) {
        throw new HexadException(
            ProblemType.INVALID, "Send the 'digest' that the inspection showed.");
      }
      return new Plugins.Wish(from(), digest, scopes, Boolean.TRUE.equals(force));
    }
  }

  /** The token is shown here and never again. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Installed(PluginView.Summary plugin, @Nullable String enrolmentToken) {}

  record Token(String enrolmentToken) {}

  @PostMapping("/plugins/inspect")
  @RequiresScope("plugins:admin")
  PluginView.Inspection inspect(Identity identity, @RequestBody Wish wish) {
    return PluginView.inspection(plugins.inspect(identity, wish.from()), identity);
  }

  @PostMapping("/plugins")
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("plugins:admin")
  Installed install(Identity identity, @RequestBody Wish wish) {
    return shown(plugins.install(identity, wish.decided()));
  }

  @PostMapping("/plugins/{id}/upgrade")
  @RequiresScope("plugins:admin")
  Installed upgrade(Identity identity, @PathVariable String id, @RequestBody Wish wish) {
    return shown(plugins.upgrade(identity, id, wish.decided()));
  }

  @PostMapping("/plugins/{id}/token")
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("plugins:admin")
  Token renewToken(Identity identity, @PathVariable String id) {
    return new Token(plugins.renewToken(identity.tenant(), id));
  }

  @PostMapping("/plugins/{id}/enable")
  @RequiresScope("plugins:write")
  PluginView.Summary enable(Identity identity, @PathVariable String id) {
    return summary(
        registry.changeState(identity.tenant(), id, AgentState.ENABLED, identity.subject()));
  }

  @PostMapping("/plugins/{id}/disable")
  @RequiresScope("plugins:write")
  PluginView.Summary disable(Identity identity, @PathVariable String id) {
    return summary(
        registry.changeState(identity.tenant(), id, AgentState.DISABLED, identity.subject()));
  }

  @DeleteMapping("/plugins/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("plugins:admin")
  void uninstall(
      Identity identity,
      @PathVariable String id,
      @RequestParam(defaultValue = "keep") String data) {
    if (!data.equals("keep") && !data.equals("purge")) {
      throw new HexadException(ProblemType.INVALID, "'data' is keep or purge, not '" + data + "'.");
    }
    removal.uninstall(identity, id, data.equals("purge"));
  }

  /** As above, with the data kept. */
  @DeleteMapping("/agents/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("agents:write")
  void uninstallAgent(Identity identity, @PathVariable String id) {
    removal.uninstall(identity, id, false);
  }

  @GetMapping("/plugins/{id}")
  @RequiresScope("plugins:read")
  PluginView.Summary get(Identity identity, @PathVariable String id) {
    return summary(registry.require(identity.tenant(), id));
  }

  /** All agents; sorted by id, or with {@code sort=-id} from the end. */
  @GetMapping("/plugins")
  @RequiresScope("plugins:read")
  Page<PluginView.Summary> list(
      Identity identity,
      @RequestParam(required = false) @Nullable AgentState state,
      @RequestParam(required = false) @Nullable String origin,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "id") String sort,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    Map<String, Plugin> installed =
        store.all(identity.tenant()).stream()
            .collect(Collectors.toMap(Plugin::agentId, Function.identity()));
    boolean backwards = sort.equals("-id");
    Comparator<String> order =
        backwards ? Comparator.reverseOrder() : Comparator.<String>naturalOrder();
    int size = Page.size(limit);
    List<PluginView.Summary> found =
        registry.all(identity.tenant()).stream()
            .filter(agent -> cursor == null || order.compare(agent.id(), cursor) > 0)
            .filter(agent -> state == null || agent.state() == state)
            .map(agent -> summary(agent, installed.get(agent.id())))
            .filter(view -> origin == null || view.origin().equalsIgnoreCase(origin))
            .filter(view -> q == null || matches(view, q))
            .sorted(Comparator.comparing(PluginView.Summary::id, order))
            .limit(size + 1L)
            .toList();
    return Page.of(found, size, PluginView.Summary::id);
  }

  private static boolean matches(PluginView.Summary view, String q) {
    String text = view.id() + " " + view.displayName() + " " + view.description();
    return text.toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT));
  }

  private Installed shown(Plugins.Installed installed) {
    return new Installed(summary(installed.agent()), installed.enrolmentToken());
  }

  private PluginView.Summary summary(Agent agent) {
    return summary(agent, store.find(agent.tenant(), agent.id()).orElse(null));
  }

  private PluginView.Summary summary(Agent agent, @Nullable Plugin plugin) {
    return PluginView.summary(
        agent,
        java.util.Optional.ofNullable(plugin),
        plugin == null ? Digest.of(agent.manifest()) : plugin.digest(),
        clock.instant());
  }
}
