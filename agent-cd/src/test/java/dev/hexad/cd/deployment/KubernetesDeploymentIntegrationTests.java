package dev.hexad.cd.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cd.TestContainer;
import dev.hexad.cd.settings.EnvironmentPolicy;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.RollbackParameters;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.DeploymentHealthChanged;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.event.DriftDetected;
import dev.hexad.contracts.event.DriftEnded;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.cluster.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** From the command to the pods of a cluster and back. */
class KubernetesDeploymentIntegrationTests {
  @TempDir static Path folder;
  private static KubernetesFixture kubernetes;
  private static TestCluster cluster;
  private static CdFixture cd;

  private KubernetesFixture.Shop shop;
  private UUID application;
  private String namespace;

  @BeforeAll
  static void start() throws Exception {
    kubernetes =
        new KubernetesFixture(
            folder,
            Map.of(
                "healed",
                new EnvironmentPolicy(true, List.of(), null, List.of(), List.of(), null)));
    cluster = kubernetes.cluster;
    cd = kubernetes.cd;
  }

  @AfterAll
  static void stop() throws Exception {
    if (kubernetes != null) {
      kubernetes.close();
    }
  }

  @BeforeEach
  void begin() {
    shop = kubernetes.new Shop();
    application = shop.application;
    namespace = shop.namespace;
  }

  private String commit(String image, String greeting) throws Exception {
    return shop.commit(
        KubernetesFixture.CONFIGURED.replace("box", image).replace("GREETING", greeting));
  }

  private Envelope send(ImageRef image, String commit, Map<String, Object> more) {
    return send("test", image, commit, more);
  }

  private Envelope send(
      String environment, ImageRef image, String commit, Map<String, Object> more) {
    return shop.deploy(environment, image, commit, null, more);
  }

  private List<String> images() {
    return shop.images();
  }

  private String greeting() {
    return cluster.objects(namespace, "configmaps").getFirst().at("/data/greeting").asString();
  }

  private JsonNode get(String path) {
    return shop.get(path);
  }

  @Test
  void goesBackWithGitAndConfigurationGone() throws Exception {
    ImageRef one = TestContainer.server(cd.registry, "one");
    ImageRef two = TestContainer.server(cd.registry, "two");
    DeployParameters.Result first = cd.result(send(one, commit("box", "hello"), Map.of()));
    DeployParameters.Result second = cd.result(send(two, commit("box", "goodbye"), Map.of()));
    assertThat(images()).containsExactly(two.pinned());
    assertThat(greeting()).isEqualTo("goodbye");
    assertThat(cd.state(first.deploymentId())).isEqualTo(DeploymentState.SUPERSEDED);

    FileSystemUtils.deleteRecursively(shop.repository);
    JsonNode preview = get("/deployments/" + first.deploymentId() + "/differences");
    assertThat(preview.toString()).contains("data.greeting", "hello").contains(one.digest());
    String plan = preview.get("hash").asString();
    cluster.remove(namespace, "configmaps", "web");
    Envelope late =
        TestBus.command(
            "cd.rollback", new RollbackParameters("test", application, 1, plan), Ids.next(), null);
    cd.bus.send(late);
    assertThat(cd.failure(late).problem().detail()).contains("not what the plan says any more");
    assertThat(images()).containsExactly(two.pinned());
    plan = get("/deployments/" + first.deploymentId() + "/differences").get("hash").asString();
    var back = new RollbackParameters("test", application, 1, plan);
    Envelope command = TestBus.command("cd.rollback", back, Ids.next(), null);
    cd.bus.send(command);
    assertThat(cd.result(command).revision()).isEqualTo(1);
    assertThat(images()).containsExactly(one.pinned());
    assertThat(greeting()).isEqualTo("hello");
    cd.bus.await(
        DeploymentRolledBack.class,
        e -> e.from().deploymentId().equals(second.deploymentId()) && e.to().revision() == 1);
    JsonNode differences = get("/deployments/" + first.deploymentId() + "/differences");
    assertThat(differences.get("items")).isEmpty();
  }

  @Test
  void anIllRevisionIsNamedAndTheOneBeforeComesBack() throws Exception {
    ImageRef one = TestContainer.server(cd.registry, "one");
    ImageRef ill = TestContainer.failing(cd.registry, "no database");
    cd.result(send(one, commit("box", "hello"), Map.of()));
    Envelope command = send(ill, commit("broken", "ill"), Map.of());
    CommandFailed failed = cd.failure(command);
    assertThat(failed.problem().detail())
        .contains("Pod web-")
        .contains("CrashLoopBackOff")
        .contains("no database");
    Await.until("return", () -> images().equals(List.of(one.pinned())));
    assertThat(greeting()).isEqualTo("hello");
    assertThat(cd.state(CdFixture.id(command))).isEqualTo(DeploymentState.FAILED);
  }

  @Test
  void anAgentThatWasKilledInTheMiddleGoesOn() throws Exception {
    ImageRef one = TestContainer.server(cd.registry, "one");
    Envelope command = send(one, commit("box", "hello"), Map.of());
    Await.until("applied", () -> !images().isEmpty());
    cd.restartAgent();
    assertThat(cd.result(command).revision()).isEqualTo(1);
    assertThat(
            cluster
                .objects("apps", "v1", namespace, "deployments")
                .getFirst()
                .at("/metadata/generation")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void twoAtOnceComeOneAfterTheOther() throws Exception {
    ImageRef one = TestContainer.server(cd.registry, "one");
    ImageRef two = TestContainer.server(cd.registry, "two");
    String commit = commit("box", "hello");
    Envelope first = send(one, commit, Map.of());
    Envelope second = send(two, commit, Map.of());
    cd.result(first);
    cd.result(second);
    var stable = List.of(cd.state(CdFixture.id(first)), cd.state(CdFixture.id(second)));
    assertThat(stable)
        .containsExactlyInAnyOrder(DeploymentState.STABLE, DeploymentState.SUPERSEDED);
    String runs = stable.getFirst() == DeploymentState.STABLE ? one.pinned() : two.pinned();
    assertThat(images()).containsExactly(runs);
  }

  @Test
  void badSettingsAreRefusedBeforeAnythingIsTouched() throws Exception {
    ImageRef one = TestContainer.server(cd.registry, "one");
    String commit = commit("box", "hello");
    assertThat(cd.failure(send(one, commit, Map.of("manifest", "k8s"))).problem().detail())
        .contains("no setting manifest")
        .contains("manifests");
    assertThat(cd.failure(send(one, commit, Map.of("manifests", "../.."))).problem().detail())
        .contains("leads out of the repository");
    assertThat(cd.failure(send(one, commit, Map.of("cluster", "moon"))).problem().detail())
        .contains("no cluster 'moon'")
        .contains("staging");
    assertThat(images()).isEmpty();
  }

  @Test
  void illnessIsSeenWhileItRuns() throws Exception {
    ImageRef one = TestContainer.server(cd.registry, "one");
    DeployParameters.Result result = cd.result(send(one, commit("box", "hello"), Map.of()));
    cd.agent.bean(Supervisor.class).keep();
    JsonNode well = get("/deployments/" + result.deploymentId());
    assertThat(well.at("/observation/health").asString()).isEqualTo("HEALTHY");
    assertThat(well.at("/observation/resources").toString()).contains("Pod").contains("Deployment");
    cluster.remove(namespace, "configmaps", "web");
    cluster.evict(cluster.objects(namespace, "pods").getFirst(), "the node is low on memory");
    Await.until(
        "illness",
        () -> {
          cd.agent.bean(Supervisor.class).keep();
          return get("/deployments/" + result.deploymentId())
              .at("/observation/cause")
              .asString("")
              .contains("configmaps \"web\" not found");
        });
    DeploymentHealthChanged told =
        cd.bus.await(
            DeploymentHealthChanged.class,
            e ->
                e.deployment().deploymentId().equals(result.deploymentId())
                    && !e.health().equals("HEALTHY"));
    assertThat(told.cause()).isNotBlank();
  }

  private void changeByHand(String greeting) {
    var change = Json.mapper().createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
    change.putObject("metadata").put("name", "web");
    change.putObject("data").put("greeting", greeting);
    cluster.apply(namespace, "configmaps", "web", "somebody", change);
  }

  @Test
  void driftIsToldAndStaysWhereNobodyWantsItBack() throws Exception {
    ImageRef one = TestContainer.server(cd.registry, "one");
    DeployParameters.Result result = cd.result(send(one, commit("box", "hello"), Map.of()));
    changeByHand("hijacked");
    DriftDetected told =
        cd.bus.await(
            DriftDetected.class, e -> e.deployment().deploymentId().equals(result.deploymentId()));
    assertThat(told.items()).containsExactly("ConfigMap/" + namespace + "/web");
    assertThat(told.healing()).isFalse();
    JsonNode drift = get("/deployments/" + result.deploymentId()).get("drift");
    assertThat(drift.at("/items/0/fields/0/path").asString()).isEqualTo("data.greeting");
    assertThat(greeting()).isEqualTo("hijacked");
    assertThat(
            get("/environments?applicationId=" + application).at("/items/0/stable/drifted").asInt())
        .isEqualTo(1);
    changeByHand("hello");
    cd.bus.await(
        DriftEnded.class, e -> e.deployment().deploymentId().equals(result.deploymentId()));
  }

  @Test
  void driftIsBroughtBackWhereThePolicySaysSo() throws Exception {
    ImageRef one = TestContainer.server(cd.registry, "one");
    DeployParameters.Result result =
        cd.result(send("healed", one, commit("box", "hello"), Map.of()));
    changeByHand("hijacked");
    DriftDetected told =
        cd.bus.await(
            DriftDetected.class, e -> e.deployment().deploymentId().equals(result.deploymentId()));
    assertThat(told.healing()).isTrue();
    Await.until("healing", () -> greeting().equals("hello"));
    cluster.remove(namespace, "configmaps", "web");
    Await.until("second healing", () -> !cluster.objects(namespace, "configmaps").isEmpty());
    assertThat(greeting()).isEqualTo("hello");
  }

  @Test
  void whatNobodyAccountsForIsListed() throws Exception {
    ImageRef one = TestContainer.server(cd.registry, "one");
    DeployParameters.Result result = cd.result(send(one, commit("box", "hello"), Map.of()));
    var stray = Json.mapper().createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
    stray.putObject("metadata").put("name", "stray");
    cluster.create(namespace, "configmaps", stray);
    JsonNode orphans = get("/deployments/" + result.deploymentId() + "/orphans").get("items");
    assertThat(orphans).hasSize(1);
    assertThat(orphans.get(0).get("name").asString()).isEqualTo("stray");
    assertThat(orphans.get(0).get("why").asString()).isEqualTo("no deployment has made it");
  }
}
