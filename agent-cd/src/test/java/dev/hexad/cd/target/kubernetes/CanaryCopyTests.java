package dev.hexad.cd.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CanaryCopyTests {
  private static final String IMAGE = "registry.example.com/web@sha256:" + "0".repeat(64);
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 10
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: app
                image: IMAGE
                env: [{name: KEY, valueFrom: {secretKeyRef: {name: keys, key: one}}}]
            volumes:
              - {name: a, secret: {secretName: keys}}
              - {name: b, configMap: {name: elsewhere}}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: keys}
      stringData: {one: x}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {type: NodePort, clusterIP: 10.0.0.1, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: web}
      spec:
        ingressClassName: nginx
        rules: [{host: shop.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]
      """
          .replace("IMAGE", IMAGE);

  private static List<Manifest> manifests(String yaml) {
    return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
        .map(tree -> new Manifest("app.yaml", (ObjectNode) Json.tree(tree)))
        .toList();
  }

  private static List<Manifest> canary(String yaml, int percent) {
    List<Manifest> all = manifests(yaml);
    return CanaryCopy.of(all, all, TrafficShare.of(null, all, percent), IMAGE);
  }

  private static JsonNode only(List<Manifest> manifests, String kind) {
    return manifests.stream()
        .filter(manifest -> manifest.kind().equals(kind))
        .map(Manifest::tree)
        .reduce((a, b) -> {
          throw new AssertionError("several of " + kind);
        })
        .orElseThrow();
  }

  @Test
  void anIngressOfNginxGetsACanaryBesideIt() {
    List<Manifest> canary = canary(WEB, 30);
    JsonNode ingress = only(canary, "Ingress");
    assertThat(ingress.at("/metadata/name").asString()).isEqualTo("web-canary");
    JsonNode notes = ingress.at("/metadata/annotations");
    assertThat(notes.get("nginx.ingress.kubernetes.io/canary").asString()).isEqualTo("true");
    assertThat(notes.get("nginx.ingress.kubernetes.io/canary-weight").asString()).isEqualTo("30");
    assertThat(ingress.at("/spec/rules/0/http/paths/0/backend/service/name").asString())
        .isEqualTo("web-canary");
    assertThat(ingress.at("/spec/rules/0/host").asString()).isEqualTo("shop.example.com");
  }

  @Test
  void itsServiceFindsOnlyItsPodsAndTakesNoPlaceOfTheStableOne() {
    List<Manifest> canary = canary(WEB, 30);
    JsonNode service = only(canary, "Service");
    assertThat(service.at("/spec/selector/app").asString()).isEqualTo("web-canary");
    assertThat(service.at("/spec/type").asString()).isEqualTo("ClusterIP");
    assertThat(service.at("/spec").has("clusterIP")).isFalse();
    assertThat(service.at("/spec/ports/0").has("nodePort")).isFalse();
    JsonNode workload = only(canary, "Deployment");
    assertThat(workload.at("/spec/selector/matchLabels/app").asString()).isEqualTo("web-canary");
    assertThat(workload.at("/spec/template/metadata/labels/app").asString())
        .isEqualTo("web-canary");
    assertThat(workload.at("/spec/replicas").asInt()).isEqualTo(3);
  }

  @Test
  void whatItReadsIsCopiedAndWhatComesFromElsewhereIsNot() {
    JsonNode pod = only(canary(WEB, 30), "Deployment").at("/spec/template/spec");
    assertThat(pod.at("/containers/0/env/0/valueFrom/secretKeyRef/name").asString())
        .isEqualTo("keys-canary");
    assertThat(pod.at("/volumes/0/secret/secretName").asString()).isEqualTo("keys-canary");
    assertThat(pod.at("/volumes/1/configMap/name").asString()).isEqualTo("elsewhere");
    assertThat(only(canary(WEB, 30), "Secret").at("/metadata/name").asString())
        .isEqualTo("keys-canary");
  }

  @Test
  void byReplicasTheShareIsThatOfThePods() {
    String plain = WEB.replace("ingressClassName: nginx", "ingressClassName: other");
    List<Manifest> canary = canary(plain, 20);
    JsonNode workload = only(canary, "Deployment");
    // 2.5 of 12.5 pods, rounded.
    assertThat(workload.at("/spec/replicas").asInt()).isEqualTo(3);
    assertThat(workload.at("/spec/template/metadata/labels/app").asString()).isEqualTo("web");
    assertThat(canary).noneMatch(manifest -> manifest.kind().equals("Service"));
  }

  @Test
  void whatCannotBeSplitIsRefusedInWords() {
    List<Manifest> all = manifests(WEB);
    assertThatThrownBy(
            () -> CanaryCopy.of(all, all, TrafficShare.of("nginx", all, 10), "other@sha256:1"))
        .hasMessageContaining("needs a Deployment that runs the image");
    assertThatThrownBy(() -> TrafficShare.of("magic", all, 10))
        .hasMessageContaining("replicas, nginx and gateway");
    List<Manifest> bare = all.stream().filter(m -> m.kind().equals("Deployment")).toList();
    assertThatThrownBy(() -> CanaryCopy.of(bare, bare, TrafficShare.of("gateway", bare, 10), IMAGE))
        .hasMessageContaining("No HTTPRoute in the manifests");
  }

  @Test
  void longNamesStayNames() {
    assertThat(CanaryCopy.renamed("x".repeat(80))).hasSize(63).endsWith("-canary");
  }
}
