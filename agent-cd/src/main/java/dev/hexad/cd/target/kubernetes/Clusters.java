package dev.hexad.cd.target.kubernetes;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.ClusterSettings;
import dev.hexad.cd.settings.HealthRule;
import dev.hexad.cd.settings.Secrets;
import dev.hexad.cd.target.TargetSettings;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.node.ObjectNode;

/** The clusters that the operator named; their credentials come from the orchestrator's secrets. */
@Component
final class Clusters {
  private static final int RETRIES = 6;
  private static final int FIRST_RETRY_MILLIS = 200;
  private static final int CONNECT_MILLIS = 5_000;

  /** After so long the credentials are fetched again, as they may have been replaced. */
  private static final long FRESH_NANOS = 300_000_000_000L;

  private final Supplier<CdSettings> settings;
  private final Secrets secrets;
  private final Map<String, Open> open = new HashMap<>();
  private Map<String, HealthRule> rulesGiven = Map.of();
  private HealthRules rules = new HealthRules(CustomRules.NONE);

  @Autowired
  Clusters(LiveConfiguration<CdSettings> settings, OrchestratorClient orchestrator) {
    this(settings::current, orchestrator::secret);
  }

  Clusters(Supplier<CdSettings> settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  private record Open(
      ClusterSettings settings, Secret kubeconfig, KubernetesClient client, long at) {}

  /** The name of a cluster; that of the only one when none is given. */
  String name(@Nullable String given) {
    return TargetSettings.choose("cluster", settings.get().clusters(), given);
  }

  boolean none() {
    return settings.get().clusters().isEmpty();
  }

  /** The API of a cluster, the namespace of what names none, and how health is judged. */
  record Access(KubeApi api, String namespace, HealthRules health) {}

  synchronized Access of(String name) {
    ClusterSettings wanted = settings.get().clusters().get(name(name));
    if (wanted == null) {
      throw new HexadException(ProblemType.INVALID, "There is no cluster '" + name + "'.");
    }
    Open known = open.get(name);
    if (known == null
        || !known.settings().equals(wanted)
        || System.nanoTime() - known.at() > FRESH_NANOS) {
      known = renew(name, wanted, known);
    }
    var api = new KubeApi(known.client());
    String namespace = wanted.namespace();
    return new Access(api, namespace == null ? api.namespace() : namespace, health());
  }

  private HealthRules health() {
    Map<String, HealthRule> given = settings.get().healthRules();
    if (!given.equals(rulesGiven)) {
      rules = new HealthRules(new CustomRules(given));
      rulesGiven = given;
    }
    return rules;
  }

  private Open renew(String name, ClusterSettings wanted, @Nullable Open old) {
    Secret kubeconfig = secrets.require(wanted.kubeconfigSecret());
    KubernetesClient client;
    if (old != null
        && old.settings().equals(wanted)
        && old.kubeconfig().reveal().equals(kubeconfig.reveal())) {
      client = old.client();
    } else {
      client = connect(name, wanted, kubeconfig);
      if (old != null) {
        old.client().close();
      }
    }
    var fresh = new Open(wanted, kubeconfig, client, System.nanoTime());
    open.put(name, fresh);
    return fresh;
  }

  private static KubernetesClient connect(String name, ClusterSettings wanted, Secret kubeconfig) {
    try {
      Config config =
          new ConfigBuilder(Config.fromKubeconfig(inContext(kubeconfig, wanted.context())))
              .withRequestRetryBackoffLimit(RETRIES)
              .withRequestRetryBackoffInterval(FIRST_RETRY_MILLIS)
              .withConnectionTimeout(CONNECT_MILLIS)
              .build();
      return new KubernetesClientBuilder().withConfig(config).build();
    } catch (RuntimeException e) {
      throw new HexadException(
          ProblemType.INVALID,
          "The secret '%s' of the cluster '%s' is not a kubeconfig."
              .formatted(wanted.kubeconfigSecret(), name),
          e);
    }
  }

  /** The kubeconfig with another current context. */
  private static String inContext(Secret kubeconfig, @Nullable String context) {
    if (context == null) {
      return kubeconfig.reveal();
    }
    Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(kubeconfig.reveal());
    return Json.write(((ObjectNode) Json.tree(tree)).put("current-context", context));
  }

  @PreDestroy
  synchronized void close() {
    open.values().forEach(known -> known.client().close());
    open.clear();
  }
}
