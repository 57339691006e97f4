package dev.hexad.cloud.kubernetes;

import dev.hexad.cloud.settings.AccountSettings;
import dev.hexad.cloud.settings.Secrets;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.node.ObjectNode;

/** A client from a kubeconfig, which is asked for again every minute so that a new one is taken. */
final class Connection implements AutoCloseable {
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final AccountSettings settings;
  private final String secret;
  private final Secrets secrets;
  private final Clock clock;
  private @Nullable Open open;

  Connection(AccountSettings settings, String secret, Secrets secrets, Clock clock) {
    this.settings = settings;
    this.secret = secret;
    this.secrets = secrets;
    this.clock = clock;
  }

  private record Open(Secret kubeconfig, KubernetesClient client, ClusterApi api, Instant until) {
    Open until(Instant later) {
      return new Open(kubeconfig, client, api, later);
    }
  }

  synchronized ClusterApi api() {
    Instant now = clock.instant();
    Open known = open;
    if (known == null || !now.isBefore(known.until())) {
      known = renewed(known, secrets.require(secret), now.plus(KEPT));
      open = known;
    }
    return known.api();
  }

  private Open renewed(@Nullable Open old, Secret kubeconfig, Instant until) {
    if (old != null && old.kubeconfig().matches(kubeconfig.reveal())) {
      return old.until(until);
    }
    KubernetesClient client = connect(kubeconfig);
    if (old != null) {
      old.client().close();
    }
    return new Open(kubeconfig, client, new ClusterApi(client), until);
  }

  private KubernetesClient connect(Secret kubeconfig) {
    Config config;
    try {
      config =
          new ConfigBuilder(Config.fromKubeconfig(inContext(kubeconfig)))
              .withRequestRetryBackoffLimit(4)
              .withRequestRetryBackoffInterval(200)
              .withConnectionTimeout(5_000)
              .build();
    } catch (RuntimeException e) {
      // The cause would quote the secret.
      throw new HexadException(
          ProblemType.INVALID, "The secret '" + secret + "' is not a kubeconfig.");
    }
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private String inContext(Secret kubeconfig) {
    if (settings.scope() == null) {
      return kubeconfig.reveal();
    }
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(kubeconfig.reveal());
    return Json.write(((ObjectNode) Json.tree(tree)).put("current-context", settings.scope()));
  }

  @Override
  public synchronized void close() {
    if (open != null) {
      open.client().close();
      open = null;
    }
  }
}
