package dev.hexad.cd.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cd.TestContainer;
import dev.hexad.cd.settings.EnvironmentPolicy;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.command.PromoteParameters;
import dev.hexad.contracts.command.RollbackParameters;
import dev.hexad.contracts.command.ShiftParameters;
import dev.hexad.contracts.event.DeploymentPromoted;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.event.DeploymentShifted;
import dev.hexad.contracts.event.DriftDetected;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.testkit.Await;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How revisions take over in a cluster: by shares, all at once, or after the old one has ended. */
class KubernetesCanaryIntegrationTests {
  private static final String WEB =
      KubernetesFixture.CONFIGURED
          + """
          ---
          apiVersion: v1
          kind: Service
          metadata: {name: web}
          spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
          """;

  private static final String ROUTE =
      WEB
          + """
          ---
          apiVersion: apiextensions.k8s.io/v1
          kind: CustomResourceDefinition
          metadata: {name: httproutes.gateway.networking.k8s.io}
          spec:
            group: gateway.networking.k8s.io
            scope: Namespaced
            names: {kind: HTTPRoute, plural: httproutes}
            versions: [{name: v1, served: true, storage: true}]
          ---
          apiVersion: gateway.networking.k8s.io/v1
          kind: HTTPRoute
          metadata: {name: web}
          spec:
            parentRefs: [{name: main}]
            rules: [{backendRefs: [{name: web, port: 80}]}]
          """;

  /** Is no part of a canary, and never becomes healthy. */
  private static final String STUCK =
      """
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: stuck}
      spec:
        replicas: 1
        progressDeadlineSeconds: 2
        selector: {matchLabels: {app: stuck}}
        template:
          metadata: {labels: {app: stuck}}
          spec: {containers: [{name: app, image: "registry.invalid/none:1"}]}
      """;

  @TempDir static Path folder;
  private static KubernetesFixture kubernetes;
  private static CdFixture cd;
  private static ImageRef one;
  private static ImageRef two;

  private KubernetesFixture.Shop shop;

  @BeforeAll
  static void start() throws Exception {
    kubernetes =
        new KubernetesFixture(
            folder,
            Map.of(
                "healed",
                new EnvironmentPolicy(true, List.of(), null, List.of(), List.of(), null)));
    cd = kubernetes.cd;
    one = TestContainer.server(cd.registry, "one");
    two = TestContainer.server(cd.registry, "two");
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
  }

  private static List<String> names(List<ObjectNode> objects) {
    return objects.stream().map(object -> object.at("/metadata/name").asString()).toList();
  }

  private List<String> configMaps() {
    return names(kubernetes.cluster.objects(shop.namespace, "configmaps"));
  }

  private List<ObjectNode> routes() {
    return kubernetes.cluster.objects(
        "gateway.networking.k8s.io", "v1", shop.namespace, "httproutes");
  }

  private JsonNode weights() {
    return routes().getFirst().at("/spec/rules/0/backendRefs");
  }

  private JsonNode canary() {
    return shop.deployments().stream()
        .filter(object -> object.at("/metadata/name").asString().equals("web-canary"))
        .findFirst()
        .orElseThrow();
  }

  /** Revision 1 stable, revision 2 as its canary; gives the canary's id. */
  private UUID canary(String environment, String manifests) throws Exception {
    String first = shop.commit(manifests.replace("GREETING", "hello"));
    cd.result(shop.deploy(environment, one, first, null, Map.of()));
    String second = shop.commit(manifests.replace("GREETING", "goodbye"));
    Envelope command = shop.deploy(environment, two, second, Strategy.CANARY, Map.of());
    assertThat(cd.result(command).role()).isEqualTo("canary");
    return CdFixture.id(command);
  }

  @Test
  void aCanaryRunsBesideWithItsOwnConfigurationAndIsPromoted() throws Exception {
    UUID id = canary("test", WEB.replace("replicas: 1", "replicas: 2"));
    assertThat(shop.images()).containsExactlyInAnyOrder(one.pinned(), two.pinned());
    // A fifth of the requests by the number of pods.
    assertThat(canary().at("/spec/replicas").asInt()).isEqualTo(1);
    assertThat(
            canary().at("/spec/template/spec/containers/0/envFrom/0/configMapRef/name").asString())
        .isEqualTo("web-canary");
    assertThat(configMaps()).containsExactlyInAnyOrder("web", "web-canary");

    var shift = shop.send("cd.shift", new ShiftParameters("test", 50), "c".repeat(40));
    cd.result(shift);
    assertThat(canary().at("/spec/replicas").asInt()).isEqualTo(2);
    cd.bus.await(
        DeploymentShifted.class,
        e -> e.deployment().deploymentId().equals(id) && e.percent() == 50);

    var stale = new PromoteParameters("test", "sha256:" + "0".repeat(64));
    assertThat(cd.failure(shop.send("cd.promote", stale, "c".repeat(40))).problem().detail())
        .contains("not what the plan says any more");
    JsonNode plan = shop.get("/deployments/" + id + "/differences");
    assertThat(plan.toString()).contains("data.greeting", two.digest());
    var promote = new PromoteParameters("test", plan.get("hash").asString());
    cd.result(shop.send("cd.promote", promote, "c".repeat(40)));
    assertThat(shop.images()).containsExactly(two.pinned());
    assertThat(configMaps()).containsExactly("web");
    assertThat(cd.state(id)).isEqualTo(DeploymentState.STABLE);
    cd.bus.await(DeploymentPromoted.class, e -> e.deployment().deploymentId().equals(id));
  }

  @Test
  void goingBackLeavesNothingOfTheCanary() throws Exception {
    UUID id = canary("test", WEB);
    var back = new RollbackParameters("test", shop.application, null, null);
    cd.result(shop.send("cd.rollback", back, "c".repeat(40)));
    assertThat(shop.images()).containsExactly(one.pinned());
    assertThat(configMaps()).containsExactly("web");
    assertThat(cd.state(id)).isEqualTo(DeploymentState.ROLLED_BACK);
    cd.bus.await(DeploymentRolledBack.class, e -> e.from().deploymentId().equals(id));
  }

  @Test
  void anIllCanaryGoesAndTheStableRevisionIsNotTouched() throws Exception {
    String first = shop.commit(WEB.replace("GREETING", "hello"));
    cd.result(shop.deploy("test", one, first, null, Map.of()));
    ImageRef ill = TestContainer.failing(cd.registry, "no database");
    String broken = shop.commit(WEB.replace("box", "broken").replace("GREETING", "ill"));
    Envelope command = shop.deploy("test", ill, broken, Strategy.CANARY, Map.of());
    assertThat(cd.failure(command).problem().detail())
        .contains("web-canary")
        .contains("no database");
    assertThat(shop.images()).containsExactly(one.pinned());
    assertThat(shop.deployments().getFirst().at("/metadata/generation").asInt()).isEqualTo(1);
    assertThat(configMaps()).containsExactly("web");
  }

  @Test
  void aRouteIsSplitWhileSelfHealLooksOnAndIsGivenBack() throws Exception {
    UUID id = canary("healed", ROUTE);
    assertThat(weights()).hasSize(2);
    assertThat(weights().get(0).get("weight").asInt()).isEqualTo(80);
    assertThat(weights().get(1).get("name").asString()).isEqualTo("web-canary");
    assertThat(weights().get(1).get("weight").asInt()).isEqualTo(20);
    assertThat(names(kubernetes.cluster.objects(shop.namespace, "services")))
        .containsExactlyInAnyOrder("web", "web-canary");
    DriftWatch watch = cd.agent.bean(DriftWatch.class);
    watch.check(
        cd.agent.bean(Deployments.class).stableOf(shop.application, "healed").orElseThrow().id());
    assertThat(weights()).hasSize(2);
    assertThat(cd.bus.seen(DriftDetected.class))
        .noneMatch(e -> e.deployment().applicationId().equals(shop.application));

    cd.result(shop.send("cd.shift", new ShiftParameters("healed", 90), "c".repeat(40)));
    assertThat(weights().get(1).get("weight").asInt()).isEqualTo(90);

    var back = new RollbackParameters("healed", shop.application, null, null);
    cd.result(shop.send("cd.rollback", back, "c".repeat(40)));
    assertThat(cd.state(id)).isEqualTo(DeploymentState.ROLLED_BACK);
    assertThat(routes().getFirst().at("/spec/rules/0/backendRefs").toString())
        .contains("\"web\"")
        .doesNotContain("canary", "weight");
    assertThat(names(kubernetes.cluster.objects(shop.namespace, "services")))
        .containsExactly("web");
  }

  @Test
  void aSecondCanaryTakesThePlaceOfTheFirst() throws Exception {
    UUID first = canary("test", WEB);
    ImageRef three = TestContainer.server(cd.registry, "three");
    String commit = shop.commit(WEB.replace("GREETING", "again"));
    cd.result(shop.deploy("test", three, commit, Strategy.CANARY, Map.of()));
    assertThat(cd.state(first)).isEqualTo(DeploymentState.ROLLED_BACK);
    assertThat(shop.images()).containsExactlyInAnyOrder(one.pinned(), three.pinned());
    assertThat(configMaps()).containsExactlyInAnyOrder("web", "web-canary");
  }

  @Test
  void aPromotionThatFailsEndsTheCanary() throws Exception {
    UUID id = canary("test", WEB);
    String ill = WEB.replace("GREETING", "ill");
    UUID second = CdFixture.id(canaryOf(shop.commit(ill + STUCK)));
    Envelope promotion = shop.send("cd.promote", new PromoteParameters("test"), "c".repeat(40));
    assertThat(cd.failure(promotion).problem().detail()).contains("stuck");
    assertThat(cd.state(id)).isEqualTo(DeploymentState.ROLLED_BACK);
    assertThat(cd.state(second)).isEqualTo(DeploymentState.ROLLED_BACK);
    assertThat(shop.images()).containsExactly(one.pinned());
    assertThat(configMaps()).containsExactly("web");
  }

  private Envelope canaryOf(String commit) {
    Envelope command = shop.deploy("test", two, commit, Strategy.CANARY, Map.of());
    cd.result(command);
    return command;
  }

  @Test
  void greenIsHealthyBeforeTheServicePointsToIt() throws Exception {
    String first = shop.commit(WEB.replace("GREETING", "hello"));
    cd.result(shop.deploy("test", one, first, Strategy.BLUE_GREEN, Map.of()));
    assertThat(names(shop.deployments())).containsExactly("web-r1");
    ImageRef ill = TestContainer.failing(cd.registry, "no database");
    String broken = shop.commit(WEB.replace("box", "broken").replace("GREETING", "ill"));
    assertThat(
            cd.failure(shop.deploy("test", ill, broken, Strategy.BLUE_GREEN, Map.of()))
                .problem()
                .detail())
        .contains("no database");
    Await.until("return", () -> names(shop.deployments()).equals(List.of("web-r1")));
    assertThat(slot()).isEqualTo("1");
    cd.result(shop.deploy("test", two, first, Strategy.BLUE_GREEN, Map.of()));
    assertThat(names(shop.deployments())).containsExactly("web-r3");
    assertThat(slot()).isEqualTo("3");
    cd.result(
        shop.send(
            "cd.rollback",
            new RollbackParameters("test", shop.application, 1, null),
            "c".repeat(40)));
    assertThat(names(shop.deployments())).containsExactly("web-r1");
    assertThat(slot()).isEqualTo("1");
  }

  private String slot() {
    return kubernetes
        .cluster
        .objects(shop.namespace, "services")
        .getFirst()
        .at("/spec/selector")
        .path("dev.hexad/slot")
        .asString();
  }

  @Test
  void recreatedPodsNeverRunBesideEachOther() throws Exception {
    String first = shop.commit(WEB.replace("GREETING", "hello"));
    cd.result(shop.deploy("test", one, first, null, Map.of()));
    cd.result(shop.deploy("test", two, first, Strategy.RECREATE, Map.of()));
    ObjectNode web = shop.deployments().getFirst();
    assertThat(web.at("/spec/strategy/type").asString()).isEqualTo("Recreate");
    assertThat(web.at("/spec/strategy").has("rollingUpdate")).isFalse();
    assertThat(shop.images()).containsExactly(two.pinned());
  }
}
