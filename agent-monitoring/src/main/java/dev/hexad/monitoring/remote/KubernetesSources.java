package dev.hexad.monitoring.remote;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.settings.Source;
import dev.hexad.monitoring.source.MetricSource;
import dev.hexad.monitoring.source.SourceAdapter;
import dev.hexad.monitoring.source.SourceSecrets;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The metrics server of a Kubernetes cluster, reached with a kubeconfig. A client is kept as long
 * as the kubeconfig stays the same: each has threads and connections of its own.
 */
@Component
final class KubernetesSources implements SourceAdapter {
  private static final int TIMEOUT_MILLIS = 5_000;

  private final RemoteHttp http;
  private final Map<String, Connected> connected = new ConcurrentHashMap<>();

  private record Connected(Source source, Secret kubeconfig, KubernetesClient client) {
    boolean fits(Source wanted, Secret secret) {
      return source.equals(wanted) && kubeconfig.matches(secret.reveal());
    }
  }

  KubernetesSources(RemoteHttp http) {
    this.http = http;
  }

  @Override
  public Source.Kind kind() {
    return Source.Kind.KUBERNETES;
  }

  @Override
  public MetricSource open(Source source, SourceSecrets secrets) {
    http.check(source.url());
    String name = String.valueOf(source.secret());
    Secret kubeconfig = secrets.text(name);
    Connected now =
        connected.compute(
            source.name(),
            (key, old) ->
                old != null && old.fits(source, kubeconfig)
                    ? old
                    : replaced(old, source, kubeconfig, config(source.url(), name, kubeconfig)));
    return new KubernetesMetrics(now.client());
  }

  private static Connected replaced(
      @Nullable Connected old, Source source, Secret kubeconfig, Config config) {
    if (old != null) {
      old.client().close();
    }
    return new Connected(
        source, kubeconfig, new KubernetesClientBuilder().withConfig(config).build());
  }

  @PreDestroy
  void close() {
    connected.values().forEach(each -> each.client().close());
    connected.clear();
  }

  private static Config config(String url, String name, Secret kubeconfig) {
    try {
      return new ConfigBuilder(Config.fromKubeconfig(kubeconfig.reveal()))
          .withMasterUrl(url)
          .withRequestRetryBackoffLimit(0)
          .withConnectionTimeout(TIMEOUT_MILLIS)
          .withRequestTimeout(TIMEOUT_MILLIS)
          .build();
    } catch (RuntimeException e) {
      // The cause would quote the secret.
      throw new HexadException(
          ProblemType.INVALID, "The secret '" + name + "' is not a kubeconfig.");
    }
  }
}
