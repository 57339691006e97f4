package dev.hexad.cd.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cd.TestContainer;
import dev.hexad.cd.TestRegistry;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Placed;
import dev.hexad.cd.target.DeployTargetContract;
import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.RecordedProgress;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.OutboundGuard;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.DockerDaemon;
import dev.hexad.testkit.Tools;
import dev.hexad.testkit.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KubernetesTargetIntegrationTests extends DeployTargetContract {
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 1
        progressDeadlineSeconds: 60
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: app
                image: IMAGE
                ports: [{containerPort: 8080}]
                readinessProbe: {httpGet: {path: /healthz, port: 8080}}
                env: [{name: COLOUR, value: blue}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
      """;

  @TempDir static Path shared;
  @TempDir Path folder;
  private static DockerDaemon docker;
  private static TestCluster cluster;
  private static TestRegistry registry;
  private static FixedClusters clusters;
  private static KubernetesTarget target;

  @BeforeAll
  static void start() throws Exception {
    Optional<DockerDaemon> started = DockerDaemon.start();
    Tools.require(started.isPresent(), "no Docker engine can be started here");
    docker = started.orElseThrow();
    cluster = new TestCluster(docker, Map.of());
    cluster.namespace("shop");
    registry = new TestRegistry();
    Path kubeconfig = cluster.kubeconfig(shared.resolve("kubeconfig"), "shop");
    clusters = new FixedClusters(Files.readString(kubeconfig));
    target = new KubernetesTarget(clusters.clusters(), OutboundGuard.allowing(List.of()));
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      clusters.close();
      cluster.close();
      registry.close();
      docker.close();
    }
  }

  @BeforeEach
  void write() throws IOException {
    manifests(WEB);
  }

  private void manifests(String text) throws IOException {
    Files.createDirectories(folder.resolve("k8s"));
    Files.writeString(folder.resolve("k8s/app.yaml"), text.replace("IMAGE", "box"));
  }

  @Override
  protected DeployTarget target() {
    return target;
  }

  @Override
  protected ImageRef image(String version) throws IOException {
    return TestContainer.server(registry, version);
  }

  @Override
  protected Path sources() {
    return folder;
  }

  @Override
  protected boolean scales() {
    return true;
  }

  private Rendered render(Revision revision) throws Exception {
    return target.render(revision, () -> folder);
  }

  private Placed deploy(int number, ImageRef image, RecordedProgress progress) throws Exception {
    Revision revision = revision(number, image, Map.of());
    return target.deploy(revision, render(revision), progress);
  }

  private static List<String> names(String group, String resource) {
    return cluster.objects(group, "v1", "shop", resource).stream()
        .map(object -> object.at("/metadata/name").asString())
        .toList();
  }

  @Test
  void removesWhatIsNoLongerInTheManifestsAndNothingElse() throws Exception {
    String settings =
        """
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: NAME}
        data: {a: b}
        """;
    ImageRef image = image("one");
    manifests(WEB + settings.replace("NAME", "old"));
    Placed first = deploy(1, image, RecordedProgress.after(null));
    manifests(WEB + settings.replace("NAME", "new"));
    var progress = RecordedProgress.after(first.handle());
    Rendered next = render(revision(2, image, Map.of()));
    assertThat(target.diff(next, first.handle()))
        .extracting(Difference::item, Difference::kind)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("ConfigMap/shop/new", Difference.Kind.ADDED),
            org.assertj.core.groups.Tuple.tuple("ConfigMap/shop/old", Difference.Kind.REMOVED));
    Placed second = target.deploy(revision(2, image, Map.of()), next, progress);
    assertThat(names("", "configmaps")).containsExactly("new");
    assertThat(progress.lines).contains("removed ConfigMap/shop/old");
    target.delete(second.handle());
    assertThat(names("", "configmaps")).isEmpty();
    assertThat(names("apps", "deployments")).isEmpty();
  }

  @Test
  void appliesNothingWhenOneObjectIsRefused() throws Exception {
    manifests(
        WEB.replace("name: web}", "name: half}")
            + """
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: broken}
            spec: {ports: [{port: eighty}]}
            """);
    assertThatThrownBy(() -> deploy(1, image("one"), RecordedProgress.after(null)))
        .isInstanceOfSatisfying(
            HexadException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.INVALID))
        .hasMessageContaining("Service/shop/broken");
    assertThat(names("apps", "deployments")).doesNotContain("half");
  }

  @Test
  void saysWhichKindTheClusterDoesNotKnow() throws Exception {
    manifests(WEB + "---\napiVersion: example.org/v1\nkind: Robot\nmetadata: {name: r2}\n");
    assertThatThrownBy(() -> deploy(1, image("one"), RecordedProgress.after(null)))
        .hasMessageContaining("kind Robot of example.org/v1")
        .hasMessageContaining("Nothing was applied");
    assertThat(names("apps", "deployments")).isEmpty();
  }

  @Test
  void appliesCustomObjectsAfterTheirDefinition() throws Exception {
    String robots =
        WEB
            + """
            ---
            apiVersion: example.com/v1
            kind: Robot
            metadata: {name: r2}
            spec: {legs: 3}
            ---
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: robots.example.com}
            spec:
              group: example.com
              scope: Namespaced
              names: {kind: Robot, plural: robots, singular: robot}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema: {openAPIV3Schema: {type: object}}
            """;
    manifests(robots);
    Placed placed = deploy(1, image("one"), RecordedProgress.after(null));
    assertThat(names("example.com", "robots")).containsExactly("r2");
    Await.until("health", () -> target.observe(placed.handle()).health() == Health.HEALTHY);

    // The new pod never gets ready, which is not why the whole is ill.
    manifests(
        robots.replace("legs: 3", "legs: 1, reason: fell over").replace("/healthz", "/nowhere"));
    Placed ill = deploy(2, image("one"), RecordedProgress.after(placed.handle()));
    Await.until(
        "the new pod",
        () ->
            target.observe(ill.handle()).resources().stream()
                .anyMatch(one -> one.kind().equals("Pod") && one.health() == Health.PROGRESSING));
    assertThat(target.observe(ill.handle()))
        .returns(Health.DEGRADED, Observation::health)
        .returns("Robot r2: fell over", Observation::cause);
    target.delete(ill.handle());
  }

  @Test
  void namesWhoHoldsAFieldInsteadOfTakingIt() throws Exception {
    ImageRef image = image("one");
    Placed placed = deploy(1, image, RecordedProgress.after(null));
    Await.until("health", () -> target.observe(placed.handle()).health() == Health.HEALTHY);
    target.scale(placed.handle(), 2);
    Await.until("scaled", () -> target.observe(placed.handle()).health() == Health.HEALTHY);
    manifests(WEB.replace("replicas: 1", "replicas: 3"));
    assertThatThrownBy(() -> deploy(2, image, RecordedProgress.after(placed.handle())))
        .isInstanceOfSatisfying(
            HexadException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.CONFLICT))
        .hasMessageContaining("hexad-scale")
        .hasMessageContaining("spec.replicas");
    target.delete(placed.handle());
  }

  @Test
  void namesThePodThatIsIllAndWhatItSaidLast() throws Exception {
    ImageRef broken = TestContainer.failing(registry, "no database");
    Files.writeString(folder.resolve("k8s/app.yaml"), WEB.replace("IMAGE", "broken"));
    Placed placed = deploy(1, broken, RecordedProgress.after(null));
    Await.until("illness", () -> target.observe(placed.handle()).health() == Health.DEGRADED);
    assertThat(target.observe(placed.handle()).cause())
        .startsWith("Pod web-")
        .contains("container app: CrashLoopBackOff (Error, exit code 3)")
        .endsWith("Its last line: no database");
    assertThat(target.tail(placed.handle())).contains("no database");
    target.delete(placed.handle());
  }

  @Test
  void showsNoSecretInDifferencesAndErrors() throws Exception {
    String secret =
        """
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: token}
        stringData: {value: canary-VALUE}
        """;
    ImageRef image = image("one");
    manifests(WEB + secret.replace("VALUE", "one"));
    Placed placed = deploy(1, image, RecordedProgress.after(null));
    manifests(WEB + secret.replace("VALUE", "other"));
    List<Difference> differences =
        target.diff(render(revision(2, image, Map.of())), placed.handle());
    assertThat(differences).hasSize(1);
    assertThat(differences.getFirst().item()).isEqualTo("Secret/shop/token");
    assertThat(differences.toString())
        .contains("(secret")
        .doesNotContain("canary")
        .doesNotContain("Y2FuYXJ5");
    target.delete(placed.handle());
  }

  private static final String JOB =
      """
      ---
      apiVersion: batch/v1
      kind: Job
      metadata: {name: NAME, annotations: {ANNOTATION}}
      spec:
        backoffLimit: 0
        template:
          spec:
            restartPolicy: Never
            containers: [{name: job, image: IMAGE, command: [/bin/busybox, sh, -c, 'COMMAND']}]
      """;

  private static String job(String name, String annotation, String command) {
    return JOB.replace("NAME", name).replace("ANNOTATION", annotation).replace("COMMAND", command);
  }

  @Test
  void runsHooksOnceBeforeAndAfter() throws Exception {
    String hooks =
        job("migrate", "'dev.hexad/hook': before", "echo migrating")
            + job("check", "'helm.sh/hook': 'post-install,post-upgrade'", "echo checking")
            + job("never", "'helm.sh/hook': test", "exit 1")
            + job(
                "seed",
                "'argocd.argoproj.io/hook': PreSync, 'argocd.argoproj.io/hook-delete-policy':"
                    + " HookSucceeded",
                "echo seeding");
    manifests(WEB + hooks);
    var progress = RecordedProgress.after(null);
    Revision revision = revision(1, image("one"), Map.of());
    Rendered rendered = render(revision);
    Placed first = target.deploy(revision, rendered, progress);
    assertThat(progress.lines)
        .containsSubsequence(
            "done: batch/Job/shop/migrate",
            "applied apps/Deployment/shop/web",
            "done: batch/Job/shop/check")
        .contains("done: batch/Job/shop/seed");
    assertThat(names("batch", "jobs")).containsExactlyInAnyOrder("check", "migrate");
    assertThat(target.observe(first.handle()).health()).isEqualTo(Health.HEALTHY);
    assertThat(target.diff(rendered, first.handle())).isEmpty();
    String before = uid("migrate");

    target.deploy(revision, rendered, RecordedProgress.after(first.handle()));
    assertThat(uid("migrate")).isEqualTo(before);
    Placed second = deploy(2, image("two"), RecordedProgress.after(first.handle()));
    assertThat(uid("migrate")).isNotEqualTo(before);
    target.delete(second.handle());
    assertThat(names("batch", "jobs")).isEmpty();
  }

  private static String uid(String job) {
    return cluster.objects("batch", "v1", "shop", "jobs").stream()
        .filter(object -> object.at("/metadata/name").asString().equals(job))
        .map(object -> object.at("/metadata/uid").asString())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void stopsWhenAHookFails() throws Exception {
    manifests(WEB + job("migrate", "'dev.hexad/hook': before", "echo no such table; exit 4"));
    var progress = RecordedProgress.after(null);
    assertThatThrownBy(() -> deploy(1, image("one"), progress))
        .hasMessageContaining("batch/Job/shop/migrate")
        .hasMessageContaining("backoff limit")
        .hasMessageContaining("exit code 4")
        .hasMessageContaining("no such table");
    assertThat(names("apps", "deployments")).isEmpty();
    target.delete(progress.kept.getLast());
  }

  @Test
  void makesAJobAnewWhoseTemplateHasChanged() throws Exception {
    manifests(WEB + job("report", "", "echo one"));
    ImageRef image = image("one");
    Placed first = deploy(1, image, RecordedProgress.after(null));
    String before = uid("report");
    manifests(WEB + job("report", "", "echo two"));
    Revision revision = revision(2, image, Map.of());
    Rendered rendered = render(revision);
    assertThat(target.diff(rendered, first.handle()))
        .extracting(Difference::item)
        .containsExactly("batch/Job/shop/report");
    Placed second = target.deploy(revision, rendered, RecordedProgress.after(first.handle()));
    assertThat(uid("report")).isNotEqualTo(before);
    Await.until("health", () -> target.observe(second.handle()).health() == Health.HEALTHY);
    target.delete(second.handle());
  }

  @Test
  void goesOnAfterTheApiServerWasAway() throws Exception {
    ImageRef image = image("one");
    Revision revision = revision(1, image, Map.of());
    Rendered rendered = render(revision);
    var cut =
        new Thread(() -> {
          cluster.goAway();
          cluster.comeBack();
        });
    cut.start();
    Placed placed = target.deploy(revision, rendered, RecordedProgress.after(null));
    cut.join();
    Await.until("health", () -> target.observe(placed.handle()).health() == Health.HEALTHY);
    JsonNode deployment = cluster.objects("apps", "v1", "shop", "deployments").getFirst();
    assertThat(deployment.at("/metadata/generation").asInt()).isEqualTo(1);
    assertThat(Json.write(placed.handle())).doesNotContain("secret");
    target.delete(placed.handle());
  }

  @Test
  void appliesOnceThoughTheAnswerIsLost() throws Exception {
    ImageRef image = image("one");
    Revision revision = revision(1, image, Map.of());
    Rendered rendered = render(revision);
    target.diff(rendered, null);
    cluster.loseAnswers(3);
    Placed placed = target.deploy(revision, rendered, RecordedProgress.after(null));
    Await.until("health", () -> target.observe(placed.handle()).health() == Health.HEALTHY);
    JsonNode deployment = cluster.objects("apps", "v1", "shop", "deployments").getFirst();
    assertThat(deployment.at("/metadata/generation").asInt()).isEqualTo(1);
    assertThat(cluster.objects("shop", "pods")).hasSize(1);
    target.delete(placed.handle());
  }

  @Test
  void comesAgainLaterWhenItIsThrottled() throws Exception {
    cluster.throttle(4);
    Placed placed = deploy(1, image("one"), RecordedProgress.after(null));
    Await.until("health", () -> target.observe(placed.handle()).health() == Health.HEALTHY);
    target.delete(placed.handle());
  }
}
