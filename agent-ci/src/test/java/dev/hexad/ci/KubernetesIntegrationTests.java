package dev.hexad.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.DockerDaemon;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import dev.hexad.testkit.Tools;
import dev.hexad.testkit.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Builds whose steps run in pods, with the role that the documentation gives and no more. */
class KubernetesIntegrationTests {
  private static final String NAMESPACE = "builds";
  @TempDir static Path folder;
  private static DockerDaemon engine;
  private static TestCluster cluster;
  private static FakeOrchestrator orchestrator;
  private static TestAgent agent;
  private static TestBus bus;
  private static SampleRepository repository;

  @BeforeAll
  static void start() throws Exception {
    Optional<DockerDaemon> started = DockerDaemon.start();
    Tools.require(started.isPresent(), "no Docker engine can be started here");
    engine = started.orElseThrow();
    BaseImage.make(engine);
    cluster = new TestCluster(engine, Map.of());
    cluster.namespace(NAMESPACE);
    cluster.allow(documentedRole());
    orchestrator = new FakeOrchestrator();
    Path kubeconfig = cluster.kubeconfig(folder.resolve("kubeconfig"), NAMESPACE);
    agent =
        TestAgent.start(
            CiAgentApplication.class,
            "ci",
            orchestrator,
            "--hexad.ci.local-repositories=true",
            "--hexad.ci.docker-host=unix:///nowhere",
            "--hexad.ci.kubernetes.kubeconfig=" + kubeconfig,
            "--hexad.ci.kubernetes.workspace-image=" + BaseImage.NAME);
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    repository = new SampleRepository(Files.createDirectory(folder.resolve("repository")));
  }

  @AfterAll
  static void stop() throws Exception {
    if (engine == null) {
      return;
    }
    if (agent != null) {
      agent.close();
      bus.close();
      orchestrator.close();
    }
    cluster.close();
    engine.close();
  }

  /** Whatever happened, pods and secrets go with the step. */
  @AfterEach
  void nothingIsLeft() {
    Await.until("pods to go", () -> cluster.objects(NAMESPACE, "pods").isEmpty());
    Await.until("secrets to go", () -> cluster.objects(NAMESPACE, "secrets").isEmpty());
  }

  private static JsonNode documentedRole() throws IOException {
    String text = Files.readString(Path.of("../docs/pipelines.md"));
    int from = text.indexOf("apiVersion: rbac.authorization.k8s.io/v1");
    String yaml = text.substring(from, text.indexOf("```", from));
    var serialization = new KubernetesSerialization();
    return Json.mapper().readTree(serialization.asJson(serialization.unmarshal(yaml, Role.class)));
  }

  private static UUID build(Map<String, String> files, BuildStep... steps) throws Exception {
    String commit = repository.commit("test: Steps", files);
    var change =
        new ChangeRef(
            Ids.derived("pods"), "podded", repository.url(), "refs/heads/main", commit, null, null);
    var parameters = new BuildParameters(List.of(steps), List.of(), null, Map.of("A", "b"));
    Envelope command = TestBus.command("ci.build", parameters, Ids.next(), change);
    bus.send(command);
    lastSent = command;
    return UUID.fromString(command.data().get("commandId").asString());
  }

  private static Envelope lastSent;

  private static Map<String, String> someFile() {
    return Map.of("file.txt", UUID.randomUUID().toString());
  }

  private static BuildStep inPod(String run, BuildStep.Service... services) {
    return step(BaseImage.NAME, run, 60, new BuildStep.Resources(0.5, 64, null), services);
  }

  private static BuildStep step(
      String image,
      String run,
      int seconds,
      BuildStep.Resources resources,
      BuildStep.Service... services) {
    return new BuildStep(
        "Podded",
        run,
        image,
        null,
        null,
        seconds,
        null,
        null,
        Map.of("MINE", "of the step, with $(A) and \"quotes\""),
        Map.of(),
        resources,
        List.of(services),
        List.of());
  }

  private static BuildStep.Service web(String run) {
    return new BuildStep.Service("web", BaseImage.NAME, run, 8080, 30, Map.of("WHO", "web"));
  }

  private static void succeeds(UUID id) {
    Await.until(
        "the end of " + id,
        () ->
            bus.seen(BuildSucceeded.class).stream().anyMatch(e -> e.commandId().equals(id))
                || bus.seen(CommandFailed.class).stream().anyMatch(e -> e.commandId().equals(id)));
    assertThat(bus.seen(CommandFailed.class).stream().filter(e -> e.commandId().equals(id)))
        .as(log(id))
        .isEmpty();
  }

  private static void begins(UUID id) {
    Await.until(
        "step to begin",
        () ->
            log(id).contains("begun")
                || bus.seen(CommandFailed.class).stream().anyMatch(e -> e.commandId().equals(id)));
    assertThat(log(id)).contains("begun");
  }

  private static String failure(UUID id) {
    return bus.await(CommandFailed.class, e -> e.commandId().equals(id)).problem().detail();
  }

  private static String log(UUID id) {
    return agent.get("/commands/" + id + "/log", "runs:read").body();
  }

  private static String specifications() {
    return cluster.objects(NAMESPACE, "pods").stream()
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void filesGoIntoThePodAndComeBack() throws Exception {
    UUID id =
        build(
            Map.of("in/file.txt", "hello", "gone.txt", "x", "run.sh", "#!/bin/sh\necho ran\n"),
            inPod(
                """
                echo "in $(pwd) with $A, $MINE"
                cat in/file.txt > copied
                rm gone.txt
                mkdir -p empty deep/er
                ln -s ../copied deep/link
                ln copied hard
                printf '#!/bin/sh\\necho made\\n' > made.sh
                chmod +x made.sh
                dd if=/dev/urandom of=large bs=1024 count=5000 2>/dev/null
                sha1sum large > sum
                touch -d '2020-01-01 00:00:00' old
                """),
            BuildStep.of(
                "Host",
                """
                test "$(cat copied)" = hello
                test "$(cat deep/link)" = hello
                test "$(cat hard)" = hello
                test ! -e gone.txt
                test -d empty
                test "$(./made.sh)" = made
                sha1sum -c sum
                test old -ot in/file.txt
                git log -1 --format=%s 2>/dev/null || test -d .git
                """),
            inPod("sha1sum -c sum; test -d empty; test \"$(./made.sh)\" = made; echo again"));
    succeeds(id);
    assertThat(log(id))
        .contains("in /work with b, of the step, with $(A) and \"quotes\"")
        .contains("again");
  }

  @Test
  void anImageWithAUserOfItsOwnMayChangeTheFiles() throws Exception {
    UUID id =
        build(
            Map.of("in/file.txt", "hello"),
            step(
                BaseImage.OF_USER,
                "test \"$(id -u)\" = 1000; echo more >> in/file.txt; umask 077; mkdir in/own;"
                    + " echo mine > in/own/file",
                30,
                null),
            BuildStep.of("Host", "test \"$(cat in/file.txt)\" = hellomore; cat in/own/file"));
    succeeds(id);
    assertThat(log(id)).contains("mine");
  }

  @Test
  void theExitCodeIsThatOfTheScriptAndItsFilesAreKept() throws Exception {
    var report =
        new BuildStep(
            "Report",
            "cat result",
            null,
            null,
            true,
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            null,
            List.of(),
            List.of());
    UUID id = build(someFile(), inPod("echo half > result; exit 7"), report);
    assertThat(failure(id)).isEqualTo("The step 'Podded' ended with exit code 7.");
    assertThat(log(id)).contains("half");
  }

  @Test
  void variablesAreInSecretsOfThePodOnly() throws Exception {
    UUID id = build(someFile(), inPod("test -e file.txt; echo begun; sleep 2; echo \"$MINE\""));
    begins(id);
    assertThat(specifications()).contains("secretRef").doesNotContain("of the step");
    JsonNode pod = cluster.objects(NAMESPACE, "pods").getFirst();
    assertThat(cluster.objects(NAMESPACE, "secrets"))
        .allSatisfy(secret ->
            assertThat(secret.at("/metadata/ownerReferences/0/uid"))
                .isEqualTo(pod.at("/metadata/uid")));
    succeeds(id);
    assertThat(log(id)).contains("of the step, with");
    assertThat(cluster.calls()).doesNotContain("get secrets", "list secrets", "watch secrets");
  }

  @Test
  void servicesAreReachedByNameOnceTheyAreReady() throws Exception {
    UUID id =
        build(
            someFile(),
            inPod(
                "wget -q -O - http://web:8080/; wget -q -O - http://localhost:8080/",
                web(
                    "sleep 1; echo \"I am $WHO\" > /tmp/index.html; exec httpd -f -p 8080 -h /tmp")));
    succeeds(id);
    assertThat(log(id)).contains("service web is ready").contains("I am web\nI am web");
  }

  @Test
  void aServiceThatDiesIsNamedWithItsLastLines() throws Exception {
    UUID id = build(someFile(), inPod("true", web("echo no disk; exit 3")));
    assertThat(failure(id))
        .isEqualTo("The service 'web' ended before it was ready. Its last lines: no disk");
  }

  @Test
  void cancelEndsThePodAtOnce() throws Exception {
    UUID id = build(someFile(), inPod("echo begun; sleep 60"));
    Envelope sent = lastSent;
    begins(id);
    bus.cancel("ci", sent);
    bus.await(CommandCancelled.class, e -> e.commandId().equals(id));
    Await.until(
        "containers to go",
        () -> engine.ask(d -> d.listContainersCmd().withShowAll(true).exec()).isEmpty());
  }

  @Test
  void anImageThatIsNotThereIsNamed() throws Exception {
    UUID id = build(someFile(), step("nobody/nothing:9", "true", 30, null));
    assertThat(failure(id)).contains("Cannot pull nobody/nothing:9").contains("not found");
  }

  @Test
  void anImageWithoutAShellIsSaidSo() throws Exception {
    engine.importBusybox("bare:1");
    UUID id = build(someFile(), step("bare:1", "true", 30, null));
    assertThat(failure(id)).contains("cannot start").contains("sh");
  }

  @Test
  void tooMuchMemoryIsNamedAsTheCause() throws Exception {
    UUID id = build(someFile(), inPod("a=x; while true; do a=\"$a$a\"; done"));
    assertThat(failure(id)).isEqualTo("The step 'Podded' used more than its 64 MiB of memory.");
  }

  @Test
  void aStepThatTakesTooLongEnds() throws Exception {
    UUID id = build(someFile(), step(BaseImage.NAME, "sleep 60", 1, null));
    assertThat(failure(id)).isEqualTo("The step 'Podded' did not end within 1 s.");
  }

  @Test
  void aLinkOutOfTheWorkFolderDoesNotComeBack() throws Exception {
    UUID id = build(someFile(), inPod("ln -s /etc evil; echo linked"));
    assertThat(failure(id))
        .isEqualTo(
            "The files of the step 'Podded' are not taken back:"
                + " the entry './evil' leads out of the folder.");
    assertThat(log(id)).contains("linked");
  }

  @Test
  void runnersTellOfTheCluster() {
    JsonNode runners = Json.mapper().readTree(agent.get("/runners", "ci:read").body());
    assertThat(runners.path("containers").asString()).isEqualTo("auto");
    assertThat(runners.at("/docker/answers").asBoolean()).isFalse();
    assertThat(runners.at("/kubernetes/known").asBoolean()).isTrue();
    assertThat(runners.at("/kubernetes/answers").asBoolean()).isTrue();
  }
}
