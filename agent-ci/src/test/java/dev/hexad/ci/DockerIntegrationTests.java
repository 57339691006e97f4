package dev.hexad.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
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
    UUID id = UUID.fromString(command.data().get("commandId").asString());
    BuildSucceeded built = bus.await(BuildSucceeded.class, e -> e.commandId().equals(id));
    return Objects.requireNonNull(built.image());
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
}
