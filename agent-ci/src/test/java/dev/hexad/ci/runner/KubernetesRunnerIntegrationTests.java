package dev.hexad.ci.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.ci.BaseImage;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.DockerDaemon;
import dev.hexad.testkit.Tools;
import dev.hexad.testkit.cluster.KubernetesSchema;
import dev.hexad.testkit.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What goes wrong between the runner and a cluster. */
class KubernetesRunnerIntegrationTests {
  private static DockerDaemon engine;
  private static TestCluster cluster;
  @TempDir Path folder;
  private final RecordedContext context = new RecordedContext();
  private final String id = UUID.randomUUID().toString();

  @BeforeAll
  static void start() throws Exception {
    Optional<DockerDaemon> started = DockerDaemon.start();
    Tools.require(started.isPresent(), "no Docker engine can be started here");
    engine = started.orElseThrow();
    BaseImage.make(engine);
    cluster = new TestCluster(engine, Map.of("disk", "ssd"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (engine != null) {
      cluster.close();
      engine.close();
    }
  }

  @BeforeEach
  void makeSource() throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("source")).resolve("a"), "1");
  }

  private static KubernetesProperties properties(
      @Nullable Path kubeconfig, Map<String, String> nodes, int startSeconds) {
    return new KubernetesProperties(
        kubeconfig,
        "",
        "",
        BaseImage.NAME,
        "",
        nodes,
        List.of(),
        Duration.ofSeconds(startSeconds),
        DataSize.ofMegabytes(50));
  }

  private static KubernetesRunner runner(
      Path kubeconfig, Map<String, String> nodes, int startSeconds) {
    KubernetesProperties properties = properties(kubeconfig, nodes, startSeconds);
    return new KubernetesRunner(new Cluster(properties), properties);
  }

  private KubernetesRunner runner() throws IOException {
    return runner(cluster.kubeconfig(folder.resolve("config"), "default"), Map.of(), 60);
  }

  private StepRun step(String script) {
    return new StepRun(
        id,
        "Broken",
        script,
        BaseImage.NAME,
        folder,
        folder.resolve("source"),
        Map.of("A", "b"),
        Duration.ofSeconds(60),
        null,
        List.of());
  }

  private CompletableFuture<Integer> running(KubernetesRunner runner, String script) {
    var result = new CompletableFuture<Integer>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(runner.run(step(script), context));
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private void await(CompletableFuture<Integer> result, String line) {
    Await.until("'" + line + "'", () -> result.isDone() || context.text().contains(line));
    assertThat(result).isNotDone();
  }

  private static String failure(CompletableFuture<Integer> result) {
    return result.handle((code, e) -> e == null ? "ended with " + code : e.getMessage()).join();
  }

  @Test
  void brokenConnectionsNeitherLoseNorDoubleOutput() throws Exception {
    var result =
        running(
            runner(),
            "i=0; while [ $i -lt 120 ]; do echo line-$i; i=$((i+1)); sleep 0.05; done; echo x > b");
    for (int line = 10; line <= 100; line += 30) {
      await(result, "line-" + line + "\n");
      cluster.breakConnections();
    }
    assertThat(result.join()).isZero();
    assertThat(context.text())
        .isEqualTo(
            IntStream.range(0, 120)
                .mapToObj(i -> "line-" + i + "\n")
                .collect(Collectors.joining()));
    assertThat(folder.resolve("source/b")).hasContent("x");
  }

  @Test
  void aStepOutlivesAnApiServerThatIsAwayForSeconds() throws Exception {
    var result = running(runner(), "echo begun; sleep 2; echo ended; exit 5");
    await(result, "begun");
    cluster.goAway();
    Await.until(
        "the step to end unseen",
        () ->
            !engine
                .ask(d -> d.listContainersCmd().withStatusFilter(List.of("exited")).exec())
                .isEmpty());
    assertThat(result).isNotDone();
    cluster.comeBack();
    assertThat(result.join()).isEqualTo(5);
    assertThat(context.text()).isEqualTo("begun\nended\n");
  }

  @Test
  void whatAKilledAgentLeftIsEndedByItsSuccessor() throws Exception {
    var lost = running(runner(), "echo begun; sleep 60");
    await(lost, "begun");
    runner().clean(UUID.randomUUID().toString());
    assertThat(cluster.objects("default", "pods")).hasSize(1);
    runner().clean(id);
    assertThat(cluster.objects("default", "pods")).isEmpty();
    assertThat(cluster.objects("default", "secrets")).isEmpty();
    assertThat(failure(lost)).contains("was deleted while its step ran");
  }

  @Test
  void anEvictedPodSaysWhy() throws Exception {
    var result = running(runner(), "echo begun; sleep 60");
    await(result, "begun");
    cluster.evict(cluster.objects("default", "pods").getFirst(), "The node was low on memory.");
    assertThat(failure(result)).contains("(Evicted): The node was low on memory.");
  }

  @Test
  void thePodThatNoNodeTakesRepeatsTheScheduler() throws Exception {
    Path config = cluster.kubeconfig(folder.resolve("config"), "default");
    assertThatThrownBy(() -> runner(config, Map.of("disk", "tape"), 2).run(step("true"), context))
        .hasMessageContaining("did not start within 2 s: no node takes it: 0/1 nodes");
    assertThat(runner(config, Map.of("disk", "ssd"), 60).run(step("true"), context)).isZero();
  }

  @Test
  void whatTheApiRefusesIsToldInItsWords() throws Exception {
    Path nowhere = cluster.kubeconfig(folder.resolve("nowhere"), "nowhere");
    assertThatThrownBy(() -> runner(nowhere, Map.of(), 5).run(step("true"), context))
        .hasMessageContaining("namespaces \"nowhere\" not found");
    Path stranger = folder.resolve("stranger");
    Files.writeString(
        stranger,
        Files.readString(cluster.kubeconfig(stranger, "default"))
            .replace(cluster.token(), "somebody"));
    assertThatThrownBy(() -> runner(stranger, Map.of(), 5).run(step("true"), context))
        .hasMessageContaining("does not accept the CI agent's credentials");
    Path gone = folder.resolve("gone");
    String there = Files.readString(cluster.kubeconfig(gone, "default"));
    Files.writeString(gone, there.replace(cluster.url(), "http://127.0.0.1:" + Tools.freePort()));
    assertThatThrownBy(() -> runner(gone, Map.of(), 5).run(step("true"), context))
        .hasMessageContaining("does not answer");
  }

  @Test
  void theClusterRefusesWhatARealOneRefuses() throws Exception {
    var known =
        new Cluster(
            properties(cluster.kubeconfig(folder.resolve("config"), "default"), Map.of(), 5));
    var client = known.require("The test").adapt(NamespacedKubernetesClient.class);
    var secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName("taken")
            .endMetadata()
            .addToStringData("a", "b")
            .build();
    client.resource(secret).create();
    assertThatThrownBy(() -> client.resource(secret).create()).hasMessageContaining("code=409");
    assertThat(client.secrets().withName("taken").get().getData()).containsEntry("a", "Yg==");
    var odd = new SecretBuilder(secret).editMetadata().withName("Not_A_Name").endMetadata();
    assertThatThrownBy(() -> client.resource(odd.build()).create())
        .hasMessageContaining("code=422");
    client.secrets().withName("taken").delete();
    assertThat(client.secrets().withName("taken").get()).isNull();
    var unknown = Map.<String, Object>of("restartPolity", "Never");
    var pod = new StepPod(step("true"), "unknown", properties(null, Map.of(), 5)).pod();
    pod.getSpec().setAdditionalProperties(unknown);
    Assumptions.assumeTrue(KubernetesSchema.find().isPresent(), "no description of the API");
    assertThatThrownBy(() -> client.resource(pod).create())
        .hasMessageContaining("unknown field \"Pod.spec.restartPolity\"");
    known.close();
  }

  @Test
  void aMissingRightIsNamed() throws Exception {
    String role =
        "{\"rules\":[{\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],\"verbs\":[\"*\"]}]}";
    cluster.allow(Json.mapper().readTree(role));
    try {
      assertThatThrownBy(() -> runner().run(step("true"), context))
          .hasMessageContaining("cannot create resource \"pods\"")
          .hasMessageContaining("docs/pipelines.md");
    } finally {
      cluster.allow(Json.mapper().readTree(role.replace("secrets", "*")));
    }
  }

  @Test
  void filesThatAreTooManyBytesDoNotComeBack() throws Exception {
    var result = running(runner(), "dd if=/dev/zero of=large bs=1048576 count=60 2>/dev/null");
    assertThat(failure(result)).contains("larger than allowed");
    assertThat(folder.resolve("source/a")).hasContent("1");
    assertThat(folder.resolve("pod-files")).doesNotExist();
  }
}
