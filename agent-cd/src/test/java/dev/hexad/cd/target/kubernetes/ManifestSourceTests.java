package dev.hexad.cd.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.outbound.OutboundGuard;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real Helm and the real Kustomize. */
class ManifestSourceTests {
  private static final Chart.Place PLACE = new Chart.Place("shop", "prod", "v1.34.0");

  @TempDir Path root;

  private final ManifestSource source =
      new ManifestSource(OutboundGuard.allowing(List.of("127.0.0.0/8")));

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<Manifest> read(Map<String, Object> settings) throws Exception {
    return source.read(root, KubernetesSettings.of(Json.tree(settings)), PLACE);
  }

  private static List<String> ids(List<Manifest> manifests) {
    return manifests.stream().map(Manifest::id).toList();
  }

  private void chart(String folder) throws IOException {
    file(folder + "/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.2.3\n");
    file(folder + "/values.yaml", "colour: blue\nlegs: {left: 1, right: 1}\n");
    file(
        folder + "/templates/settings.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{ .Release.Name }}-web, namespace: {{ .Release.Namespace }}}
        data:
          colour: {{ .Values.colour | quote }}
          legs: "{{ .Values.legs.left }}{{ .Values.legs.right }}"
          cluster: {{ .Capabilities.KubeVersion.Minor | quote }}
        """);
    file(
        folder + "/crds/robots.yaml",
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: robots.example.com}
        """);
  }

  @Test
  void layersTheValuesOfAChart() throws Exception {
    chart("charts/web");
    file("prod.yaml", "colour: green\nlegs: {left: 2}\n");
    List<Manifest> read =
        read(
            Map.of(
                "chart",
                "charts/web",
                "values",
                List.of("prod.yaml"),
                "overrides",
                Map.of("legs", Map.of("right", 3))));
    assertThat(ids(read))
        .containsExactlyInAnyOrder(
            "apiextensions.k8s.io/CustomResourceDefinition/robots.example.com",
            "ConfigMap/prod/shop-web");
    Manifest settings = read.getLast();
    assertThat(settings.tree().at("/data"))
        .isEqualTo(Json.tree(Map.of("colour", "green", "legs", "23", "cluster", "34")));
  }

  @Test
  void fetchesAChartFromARepository() throws Exception {
    chart("away/web");
    Path served = Files.createDirectory(root.resolve("served"));
    new Helm(root.resolve("away/web")).packageIt().withDestination(served).call();
    Files.writeString(
        served.resolve("index.yaml"),
        """
        apiVersion: v1
        entries:
          web: [{name: web, version: 1.2.3, apiVersion: v2, urls: [web-1.2.3.tgz]}]
        """);
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            served,
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort();
      List<Manifest> read =
          read(Map.of("chart", "web", "repository", address, "chartVersion", "1.2.3"));
      assertThat(ids(read)).hasSize(2).contains("ConfigMap/prod/shop-web");
      assertThatThrownBy(
              () -> read(Map.of("chart", "web", "repository", address, "chartVersion", "9.9.9")))
          .hasMessageContaining("no chart 'web' of version 9.9.9");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void fetchesAChartFromARegistry() throws Exception {
    String binary = Tools.path("docker-registry", "/usr/bin/docker-registry");
    int port = Tools.freePort();
    file(
        "registry.yml",
        """
        version: 0.1
        log: {level: warn}
        storage: {filesystem: {rootdirectory: %s/data}}
        http: {addr: "127.0.0.1:%d", secret: only-for-tests}
        """
            .formatted(root, port));
    chart("away/web");
    new Helm(root.resolve("away/web")).packageIt().withDestination(root).call();
    Process registry =
        new ProcessBuilder(binary, "serve", root.resolve("registry.yml").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Await.until("the registry", () -> Tools.answers(port));
      String address = "oci://127.0.0.1:" + port + "/charts";
      Helm.push()
          .withChart(root.resolve("web-1.2.3.tgz"))
          .withRemote(URI.create(address))
          .plainHttp()
          .call();
      List<Manifest> read = read(Map.of("chart", address + "/web", "chartVersion", "1.2.3"));
      assertThat(ids(read)).hasSize(2).contains("ConfigMap/prod/shop-web");
    } finally {
      registry.destroyForcibly();
    }
  }

  @Test
  void wantsAnExactVersionOfWhatIsFetched() {
    assertThatThrownBy(() -> read(Map.of("chart", "oci://127.0.0.1:1/web")))
        .hasMessageContaining("exact 'chartVersion'");
    assertThatThrownBy(() -> read(Map.of("chart", "oci://10.0.0.1/web", "chartVersion", "1.0.0")))
        .hasMessageContaining("10.0.0.1")
        .hasMessageContaining("hexad.outbound.allow");
  }

  @Test
  void saysWhatIsWrongWithAChart() throws Exception {
    chart("web");
    file("web/templates/broken.yaml", "a: {{ .Values.legs.left.toe.nail }}\n");
    assertThatThrownBy(() -> read(Map.of("chart", "web")))
        .hasMessageContaining("web/templates/broken.yaml:1")
        .hasMessageNotContaining(root.toString());
  }

  @Test
  void readsNothingOutsideTheRepository() throws Exception {
    chart("web");
    Files.createSymbolicLink(root.resolve("web/passwd"), Path.of("/etc/passwd"));
    assertThatThrownBy(() -> read(Map.of("chart", "web")))
        .hasMessageContaining("web/passwd' leads out of the repository");
    Files.delete(root.resolve("web/passwd"));
    assertThatThrownBy(() -> read(Map.of("chart", "web", "values", List.of("../../etc/passwd"))))
        .hasMessageContaining("leads out of the repository");
    assertThatThrownBy(() -> read(Map.of("chart", "/etc")))
        .hasMessageContaining("leads out of the repository");
  }

  private void kustomization(String more) throws IOException {
    Tools.path("kubectl");
    file(
        "base/settings.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web}
        data: {colour: blue}
        """);
    file("base/kustomization.yaml", "resources: [settings.yaml]\n");
    file("prod/kustomization.yaml", "resources: [../base]\nnamePrefix: prod-\n" + more);
  }

  @Test
  void buildsAKustomization() throws Exception {
    kustomization("patches: [{path: size.yaml}]\n");
    file(
        "prod/size.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {size: xl}\n");
    List<Manifest> read = read(Map.of("kustomize", "prod"));
    assertThat(ids(read)).containsExactly("ConfigMap/prod-web");
    assertThat(read.getFirst().tree().at("/data/size").asString()).isEqualTo("xl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:1/x.yaml",
        "github.com/example/repository//base?ref=v1",
        "git@example.com:base.git",
        "../../outside"
      })
  void fetchesNothingForAKustomization(String reference) throws Exception {
    kustomization("components: ['" + reference + "']\n");
    assertThatThrownBy(() -> read(Map.of("kustomize", "prod")))
        .hasMessageContaining("prod/kustomization.yaml names '" + reference + "'");
  }

  @Test
  void saysWhatIsWrongWithAKustomization() throws Exception {
    kustomization("patches: [{path: none.yaml}]\n");
    assertThatThrownBy(() -> read(Map.of("kustomize", "prod")))
        .hasMessageContaining("kubectl kustomize says")
        .hasMessageContaining("none.yaml");
    assertThatThrownBy(() -> read(Map.of("kustomize", "charts")))
        .hasMessageContaining("There is no 'charts' at this commit");
    Files.createSymbolicLink(root.resolve("prod/secret.yaml"), Path.of("/etc/passwd"));
    file("prod/kustomization.yaml", "resources: [secret.yaml]\n");
    assertThatThrownBy(() -> read(Map.of("kustomize", "prod")))
        .hasMessageContaining("leads out of the repository");
  }

  @Test
  void takesOneSourceOnly() {
    assertThatThrownBy(() -> read(Map.of("kustomize", "a", "chart", "b")))
        .hasMessageContaining("one of manifests, kustomize and chart");
    assertThatThrownBy(() -> read(Map.of("values", List.of("x.yaml"))))
        .hasMessageContaining("belong to a 'chart'");
  }
}
