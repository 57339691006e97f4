package dev.hexad.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.DockerDaemon;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real engine builds from a Dockerfile, pushes to the built-in registry and pulls from it. */
class DockerIntegrationTests {
  @TempDir static Path folder;
  private static DockerDaemon engine;
  private static FakeOrchestrator orchestrator;
  private static TestAgent agent;
  private static TestBus bus;
  private static SampleRepository repository;

  @BeforeAll
  static void start() throws Exception {
    Optional<DockerDaemon> started = DockerDaemon.start();
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(started.isPresent(), "no Docker engine can be started here");
    }
    engine = started.orElseThrow();
    orchestrator = new FakeOrchestrator();
    agent =
        TestAgent.start(
            CiAgentApplication.class,
            "ci",
            orchestrator,
            "--hexad.ci.local-repositories=true",
            "--hexad.ci.docker-build.network=none",
            "--hexad.ci.docker-host=" + engine.host());
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    repository = new SampleRepository(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (engine == null) {
      return;
    }
    agent.close();
    bus.close();
    orchestrator.close();
    engine.close();
  }

  private static ImageRef build(BuildParameters.Image image, Map<String, String> files)
      throws Exception {
    UUID id = id(send(image, files));
    BuildSucceeded built = bus.await(BuildSucceeded.class, e -> e.commandId().equals(id));
    ImageRef made = Objects.requireNonNull(built.image());
    bus.await(
        ChangeObserved.class,
        e ->
            e.about().kind() == NodeRef.Kind.SBOM
                && e.links().getFirst().to().key().equals(made.digest()));
    return made;
  }

  private static Envelope send(BuildParameters.Image image, Map<String, String> files)
      throws Exception {
    String commit = repository.commit("feat: Change", files);
    var change =
        new ChangeRef(
            Ids.derived("docker"),
            "boxed",
            repository.url(),
            "refs/heads/main",
            commit,
            null,
            null);
    var parameters = new BuildParameters(List.of(), List.of(), image, Map.of());
    Envelope command = TestBus.command("ci.build", parameters, Ids.next(), change);
    bus.send(command);
    return command;
  }

  private static void pull(ImageRef image) throws InterruptedException {
    engine.ask(docker -> {
      try {
        docker.pullImageCmd(image.pinned()).start().awaitCompletion();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return docker.inspectImageCmd(image.pinned()).exec().getId();
    });
  }

  @Test
  void anEnginePullsWhatWasBuiltWithoutOne() throws Exception {
    var image =
        new BuildParameters.Image(
            null,
            null,
            null,
            null,
            List.of("data"),
            null,
            List.of("/none"),
            8080,
            List.of(),
            Map.of());
    ImageRef built = build(image, Map.of("data/one.txt", "1"));
    pull(built);
    var labels = engine.ask(d -> d.inspectImageCmd(built.pinned()).exec().getConfig()).getLabels();
    assertThat(labels).containsKey("org.opencontainers.image.revision");
  }

  @Test
  void anEngineBuildsFromADockerfileAndPushes() throws Exception {
    String dockerfile = "FROM scratch\nCOPY two.txt /two.txt\nCMD [\"/none\"]\n";
    var image = BuildParameters.Image.ofDockerfile("Dockerfile");
    ImageRef built = build(image, Map.of("Dockerfile", dockerfile, "two.txt", "2"));
    assertThat(agent.get("/builds", "ci:read").body()).contains(built.digest());
    pull(built);
  }

  @Test
  void buildKitMountsCachesAndNamesWhatFailed() throws Exception {
    BaseImage.make(engine);
    String dockerfile =
        """
        FROM base:1
        RUN --mount=type=cache,target=/cache echo kept > /cache/x && cp /cache/x /x
        """;
    build(BuildParameters.Image.ofDockerfile("Dockerfile"), Map.of("Dockerfile", dockerfile));

    UUID failing =
        id(
            send(
                BuildParameters.Image.ofDockerfile("Dockerfile"),
                Map.of("Dockerfile", "FROM base:1\nRUN echo no; exit 3\n")));
    CommandFailed failed = bus.await(CommandFailed.class, e -> e.commandId().equals(failing));
    assertThat(failed.problem().detail()).startsWith("The image cannot be built").contains("3");
  }

  private static Envelope steps(BuildStep... steps) throws Exception {
    String commit = repository.commit("test: Steps", Map.of("file.txt", UUID.randomUUID() + ""));
    var change =
        new ChangeRef(
            Ids.derived("docker"),
            "boxed",
            repository.url(),
            "refs/heads/main",
            commit,
            null,
            null);
    var parameters = new BuildParameters(List.of(steps), List.of(), null, Map.of("A", "b"));
    Envelope command = TestBus.command("ci.build", parameters, Ids.next(), change);
    bus.send(command);
    return command;
  }

  private static UUID id(Envelope command) {
    return UUID.fromString(command.data().get("commandId").asString());
  }

  private static BuildStep inBase(String run, List<BuildStep.Service> services) {
    return new BuildStep(
        "Boxed",
        run,
        "base:1",
        null,
        null,
        30,
        null,
        null,
        Map.of(),
        Map.of(),
        new BuildStep.Resources(0.5, 64, 50),
        services,
        List.of());
  }

  private static BuildStep.Service web(String run) {
    return new BuildStep.Service("web", "base:1", run, 8080, 30, Map.of("WHO", "web"));
  }

  private static int containers() {
    return engine.ask(d -> d.listContainersCmd().withShowAll(true).exec()).size();
  }

  @Test
  void stepsRunInContainersWithServicesAndLimits() throws Exception {
    BaseImage.make(engine);
    Envelope failing = steps(inBase("true", List.of(web("exit 3"))));
    assertThat(
            bus.await(CommandFailed.class, e -> e.commandId().equals(id(failing)))
                .problem()
                .detail())
        .contains("ended before it was ready");
    Envelope served = steps(inBase("exit 0", List.of(web("exec httpd -f -p 8080 -h /tmp"))));
    bus.await(BuildSucceeded.class, e -> e.commandId().equals(id(served)));
    assertThat(agent.get("/commands/" + id(served) + "/log", "runs:read").body())
        .contains("service web is ready");
    Envelope good =
        steps(
            inBase(
                "echo \"in $(pwd) with $A\"; cat file.txt > copied; test ! -e /bin/bash",
                List.of()),
            BuildStep.of("After", "test -s copied"));
    bus.await(BuildSucceeded.class, e -> e.commandId().equals(id(good)));
    assertThat(agent.get("/commands/" + id(good) + "/log", "runs:read").body())
        .contains("in /work with b");
    assertThat(containers()).isZero();
  }

  @Test
  void cancelRemovesTheContainer() throws Exception {
    BaseImage.make(engine);
    Envelope waiting = steps(inBase("echo begun; sleep 60", List.of()));
    Await.until(
        "step to begin",
        () -> agent.get("/commands/" + id(waiting) + "/log", "runs:read").body().contains("begun"));
    bus.cancel("ci", waiting);
    bus.await(CommandCancelled.class, e -> e.commandId().equals(id(waiting)));
    assertThat(containers()).isZero();
  }
}
