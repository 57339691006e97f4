package dev.hexad.ci.runner;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The Kubernetes cluster that the operator named, else the one that the agent runs in. A kubeconfig
 * that merely lies in somebody's home is not used. Thread-safe.
 */
@Component
final class Cluster {
  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final int RETRIES = 5;
  private static final int FIRST_RETRY_MILLIS = 200;
  private static final int CONNECT_MILLIS = 5_000;

  private final KubernetesProperties properties;
  private final Map<String, String> environment;
  private final Path account;
  private @Nullable KubernetesClient client;

  @Autowired
  Cluster(KubernetesProperties properties) {
    this(properties, System.getenv(), ACCOUNT);
  }

  Cluster(KubernetesProperties properties, Map<String, String> environment, Path account) {
    this.properties = properties;
    this.environment = environment;
    this.account = account;
  }

  /** Whether there is a cluster to ask at all. */
  boolean known() {
    return properties.named() || environment.containsKey("KUBERNETES_SERVICE_HOST");
  }

  /** Whether its API server answers now. */
  boolean answers() {
    if (!known()) {
      return false;
    }
    try {
      client().getKubernetesVersion();
      return true;
    } catch (KubernetesClientException | HexadException e) {
      return false;
    }
  }

  /**
   * The client.
   *
   * @param purpose what wants it, for the error
   * @throws HexadException when no cluster is known
   */
  KubernetesClient require(String purpose) {
    if (!known()) {
      throw new HexadException(
          ProblemType.TOOL_MISSING,
          purpose
              + " needs a Kubernetes cluster; set hexad.ci.kubernetes.kubeconfig or .context, or run"
              + " the CI agent in a cluster.");
    }
    return client();
  }

  /** Where pods go. */
  String namespace() {
    if (!properties.namespace().isEmpty()) {
      return properties.namespace();
    }
    String own = client().getNamespace();
    return own == null || own.isBlank() ? "default" : own;
  }

  private synchronized KubernetesClient client() {
    KubernetesClient existing = client;
    if (existing != null) {
      return existing;
    }
    Config config =
        new ConfigBuilder(properties.named() ? named() : inside())
            .withRequestRetryBackoffLimit(RETRIES)
            .withRequestRetryBackoffInterval(FIRST_RETRY_MILLIS)
            .withConnectionTimeout(CONNECT_MILLIS)
            .build();
    KubernetesClient made = new KubernetesClientBuilder().withConfig(config).build();
    client = made;
    return made;
  }

  private Config named() {
    Path file = properties.kubeconfig();
    if (file == null) {
      String given = environment.get("KUBECONFIG");
      file =
          given == null || given.isBlank()
              ? Path.of(System.getProperty("user.home"), ".kube", "config")
              : Path.of(given);
    }
    if (Files.notExists(file)) {
      throw new HexadException(
          ProblemType.TOOL_MISSING,
          "The kubeconfig " + file + " is not there; correct hexad.ci.kubernetes.kubeconfig.");
    }
    String context = properties.context();
    return context.isEmpty()
        ? Config.fromKubeconfig(file.toFile())
        : Config.fromKubeconfig(context, file.toFile());
  }

  /** The token is read for each request, as the kubelet replaces it now and then. */
  private Config inside() {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    var builder =
        new ConfigBuilder()
            .withAutoConfigure(false)
            .withMasterUrl("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port)
            .withOauthTokenProvider(() -> read("token"))
            .withCaCertFile(account.resolve("ca.crt").toString());
    if (Files.exists(account.resolve("namespace"))) {
      builder.withNamespace(read("namespace"));
    }
    return builder.build();
  }

  private String read(String name) {
    try {
      return Files.readString(account.resolve(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the service account of the agent's pod has no " + name, e);
    }
  }

  @PreDestroy
  synchronized void close() {
    if (client != null) {
      client.close();
    }
  }
}
