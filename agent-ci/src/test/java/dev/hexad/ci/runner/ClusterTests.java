package dev.hexad.ci.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ClusterTests {
  @TempDir Path folder;

  private static KubernetesProperties properties(Map<String, String> given) {
    return new Binder(new MapConfigurationPropertySource(given))
        .bindOrCreate("hexad.ci.kubernetes", KubernetesProperties.class);
  }

  @Test
  void aKubeconfigThatLiesAroundIsNotUsed() throws Exception {
    Path config = Files.writeString(folder.resolve("config"), "apiVersion: v1\nkind: Config\n");
    var environment = Map.of("KUBECONFIG", config.toString(), "HOME", folder.toString());
    var cluster = new Cluster(properties(Map.of()), environment, folder);
    assertThat(cluster.known()).isFalse();
    assertThat(cluster.answers()).isFalse();
    assertThatThrownBy(() -> cluster.require("The step"))
        .hasMessageStartingWith("The step needs a Kubernetes cluster; set hexad.ci.kubernetes");
  }

  @Test
  void theOwnPodsAccountIsUsedInACluster() throws Exception {
    Files.writeString(folder.resolve("token"), "secret-token\n");
    Files.writeString(folder.resolve("namespace"), "builds");
    certificate(folder.resolve("ca.crt"));
    var environment =
        Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "6443");
    var cluster = new Cluster(properties(Map.of()), environment, folder);
    var configuration = cluster.require("The step").getConfiguration();
    assertThat(configuration.getMasterUrl()).startsWith("https://[fd00::1]:6443");
    assertThat(cluster.namespace()).isEqualTo("builds");
    assertThat(configuration.getOauthTokenProvider().getToken()).isEqualTo("secret-token");
    cluster.close();
  }

  private void certificate(Path file) throws Exception {
    String store = folder.resolve("store.p12").toString();
    String[] options = {"-alias", "ca", "-keystore", store, "-storepass", "changeit"};
    keytool(options, "-genkeypair", "-keyalg", "EC", "-dname", "CN=ca");
    keytool(options, "-exportcert", "-rfc", "-file", file.toString());
  }

  private static void keytool(String[] options, String... command) throws Exception {
    var all = new ArrayList<String>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    all.addAll(List.of(command));
    all.addAll(List.of(options));
    Process process = new ProcessBuilder(all).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void aNamedFileThatIsNotThereIsSaidSo() {
    var named = properties(Map.of("hexad.ci.kubernetes.kubeconfig", folder + "/none"));
    assertThatThrownBy(() -> new Cluster(named, Map.of(), folder).require("The step"))
        .hasMessageContaining("none is not there");
  }

  @Test
  void keysAndDefaults() {
    KubernetesProperties none = properties(Map.of());
    assertThat(none.named()).isFalse();
    assertThat(none.workspaceImage()).isEqualTo("docker.io/library/busybox:1.37.0");
    assertThat(none.startTimeout()).hasMinutes(10);
    assertThat(none.maxWorkspace().toGigabytes()).isEqualTo(10);
    KubernetesProperties some =
        properties(
            Map.of(
                "hexad.ci.kubernetes.context", "lab",
                "hexad.ci.kubernetes.node-selector.disk", "ssd",
                "hexad.ci.kubernetes.tolerations[0].key", "ci",
                "hexad.ci.kubernetes.service-account", "builder"));
    assertThat(some.named()).isTrue();
    assertThat(some.nodeSelector()).containsEntry("disk", "ssd");
    assertThat(some.tolerations())
        .containsExactly(new KubernetesProperties.Toleration("ci", null, null));
  }
}
