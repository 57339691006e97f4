package dev.hexad.cloud.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.GoldenFile;
import dev.hexad.cloud.WithAgent;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@SuppressWarnings("unchecked")
class KubernetesIntegrationTests extends WithAgent {
  private static final String WEB = "type = kubernetes.deployment and name = web";

  @TempDir static Path folder;
  private SampleCluster sample;

  @Override
  protected void prepare() throws Exception {
    sample = new SampleCluster(folder);
    orchestrator.secret("house", sample.kubeconfig);
    sample.cluster.allow(RoleText.role("read", RoleText.reading()));
  }

  @Override
  protected ObjectNode configuration() {
    ObjectNode settings = super.configuration();
    ((ObjectNode) settings.get("actions")).put("maxPercent", 100);
    return settings;
  }

  @Override
  protected JsonNode account() {
    return Json.tree(sample.settings());
  }

  @Override
  protected String provider() {
    return "kubernetes";
  }

  @Override
  protected void release() throws Exception {
    if (sample != null) {
      sample.stop();
    }
  }

  private void letAct() {
    var permissions = RoleText.reading();
    KubernetesActions.all(Clock.systemUTC()).forEach(a -> permissions.addAll(a.permissions()));
    sample.cluster.allow(RoleText.role("write", permissions));
  }

  private JsonNode deployment() {
    return sample.cluster.objects("apps", "v1", "shop", "deployments").getFirst();
  }

  @Test
  void readsEverythingWithNoMoreThanItsRole() {
    assertThat(notRead("house")).isEmpty();
    JsonNode web = found(WEB + " and tag.env = test and region = shop").get(0);
    String uid = web.get("uid").asString();
    assertThat(get("/resources/" + uid + "/relations").get("items").valueStream())
        .extracting(link -> link.get("verb").asString() + " " + link.get("id").asString())
        .contains("acts as shop/web", "in shop");
    assertThat(found("type = kubernetes.secret and name = keys")).hasSize(1);
    assertThat(kept()).contains("shop/keys", "shop/settings").doesNotContain(SampleCluster.SECRET);
  }

  @Test
  void saysWhatItMayNotRead() {
    var less = RoleText.reading();
    less.remove("list /secrets");
    sample.cluster.allow(RoleText.role("less", less));
    sync();
    assertThat(notRead("house")).singleElement().asString().contains("DENIED", "secrets");
    assertThat(found("type = kubernetes.secret")).isNotEmpty();
    sample.cluster.allow(RoleText.role("read", RoleText.reading()));
    sync();
    assertThat(notRead("house")).isEmpty();
  }

  @Test
  void stopsAndStartsWithAsManyPodsAsThereWere() {
    letAct();
    done("scale", Map.of("replicas", 3), WEB);
    assertThat(deployment().at("/spec/replicas").asInt()).isEqualTo(3);
    JsonNode stop = done("stop", Map.of(), WEB);
    assertThat(deployment().at("/spec/replicas").asInt()).isZero();
    undone(stop);
    assertThat(deployment().at("/spec/replicas").asInt()).isEqualTo(3);
  }

  @Test
  void restartsOnceThoughTheAnswerIsLost() {
    letAct();
    sample.cluster.loseAnswers(1);
    done("restart", Map.of(), WEB);
    String at = deployment().at("/spec/template/metadata/annotations").toString();
    assertThat(at).contains("restartedAt");
    JsonNode again = ask("restart", Map.of(), WEB, true);
    assertThat(again.at("/steps/0/state").asString()).isEqualTo("UNNEEDED");
  }

  @Test
  void labelsAndUndoesExactlyThat() {
    letAct();
    JsonNode before = deployment().at("/metadata/labels");
    JsonNode act = done("tag", Map.of("tags", Map.of("env", "prod", "cost", "42")), WEB);
    assertThat(deployment().at("/metadata/labels/cost").asString()).isEqualTo("42");
    undone(act);
    assertThat(deployment().at("/metadata/labels")).isEqualTo(before);
  }

  @Test
  void cordonsANodeAndOpensIt() {
    letAct();
    JsonNode act = done("cordon", Map.of(), "type = kubernetes.node");
    JsonNode node = sample.cluster.objects("", "nodes").getFirst();
    assertThat(node.at("/spec/unschedulable").asBoolean(false)).isTrue();
    undone(act);
    node = sample.cluster.objects("", "nodes").getFirst();
    assertThat(node.at("/spec/unschedulable").asBoolean(false)).isFalse();
  }

  @Test
  void deletesThePodThatWasMeantAndNoOther() {
    letAct();
    done("delete", Map.of(), "type = kubernetes.pod and name = alone");
    Await.until(
        "the end of the pod",
        () ->
            sample.cluster.objects("shop", "pods").stream()
                .noneMatch(pod -> pod.at("/metadata/name").asString().equals("alone")));
  }

  @Test
  void findsWhatShouldNotBeSo() {
    audit();
    assertThat(open())
        .contains(
            "k8s-cluster-admin",
            "k8s-default-token",
            "k8s-host-namespaces",
            "k8s-host-path",
            "k8s-latest",
            "k8s-limits",
            "k8s-node-port",
            "k8s-privileged",
            "k8s-root",
            "k8s-wildcard")
        .doesNotContain("k8s-anonymous", "k8s-host-network", "k8s-default-namespace");
    List<String> spies =
        get("/findings?check=k8s-privileged")
            .get("items")
            .valueStream()
            .map(f -> f.get("name").asString())
            .toList();
    assertThat(spies).containsExactly("spy");
  }

  @Test
  void publishesTheRolesThatItTakes() throws IOException {
    GoldenFile.check("kubernetes-read.json", RoleText.role("hexad-read", RoleText.reading()));
    var writing = new TreeSet<String>();
    KubernetesActions.all(Clock.systemUTC()).forEach(a -> writing.addAll(a.permissions()));
    writing.add(Kind.NAMESPACE.permission("get"));
    GoldenFile.check("kubernetes-write.json", RoleText.role("hexad-write", writing));
  }
}
