package dev.hexad.cd.target.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cd.TestContainer;
import dev.hexad.cd.TestDockerEngine;
import dev.hexad.cd.TestRegistry;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Placed;
import dev.hexad.cd.target.DeployTargetContract;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.RecordedProgress;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.cd.target.docker.DockerEngine;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeTargetIntegrationTests extends DeployTargetContract {
  private static final String FILE =
      """
      services:
        web:
          image: box
          environment: {COLOUR: blue}
          ports: ["127.0.0.1::8080"]
          volumes: ["data:/data"]
        side:
          image: box
          labels: ["team=shop"]
      volumes: {data: {}}
      """;

  @TempDir Path folder;
  private static DockerEngine docker;
  private static TestRegistry registry;
  private static ComposeTarget target;

  @BeforeAll
  static void start() throws Exception {
    docker = new DockerEngine(TestDockerEngine.shared().host());
    target = new ComposeTarget(docker);
    boolean there = target.availability() instanceof DeployTarget.Availability.Available;
    Tools.require(there, "no Docker Compose on this machine");
    registry = new TestRegistry();
  }

  @AfterAll
  static void stop() throws Exception {
    if (registry != null) {
      registry.close();
      docker.destroy();
    }
  }

  @BeforeEach
  void write() throws IOException {
    write(FILE);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("compose.yaml"), text);
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

  private Rendered render(Revision revision) throws Exception {
    return target.render(revision, () -> folder);
  }

  @Test
  void namesTheServiceThatIsIll() throws Exception {
    write("services: {web: {image: broken}}");
    Revision revision = revision(1, TestContainer.failing(registry, "no database"), Map.of());
    Placed placed = target.deploy(revision, render(revision), RecordedProgress.after(null));
    try {
      Await.until("illness", () -> target.observe(placed.handle()).health() == Health.DEGRADED);
      assertThat(target.observe(placed.handle()).cause())
          .contains("Service web")
          .contains("ended with status 3")
          .contains("no database");
    } finally {
      target.delete(placed.handle());
    }
  }

  @Test
  void bringsBackWhatSomebodyHasRemoved() throws Exception {
    Revision revision = revision(1, image("one"), Map.of());
    Rendered rendered = render(revision);
    Placed placed = target.deploy(revision, rendered, RecordedProgress.after(null));
    try {
      var side =
          new Project(docker, placed.handle().get("project").asString())
              .containers().stream()
                  .filter(c -> "side".equals(c.getLabels().get(Project.SERVICE)))
                  .findFirst()
                  .orElseThrow();
      docker.client().removeContainerCmd(side.getId()).withForce(true).exec();
      assertThat(target.diff(rendered, placed.handle()))
          .singleElement()
          .satisfies(d -> assertThat(d.item()).isEqualTo("service/side"));
      target.heal(rendered, placed.handle());
      assertThat(target.diff(rendered, placed.handle())).isEmpty();
    } finally {
      target.delete(placed.handle());
    }
  }

  @Test
  void leavesTheProjectsOfOthersAlone() throws Exception {
    Revision revision = revision(1, image("one"), Map.of());
    Placed placed = target.deploy(revision, render(revision), RecordedProgress.after(null));
    try {
      var other =
          new Revision(
              revision.deploymentId(),
              UUID.randomUUID(),
              revision.application(),
              revision.environment(),
              1,
              revision.image(),
              null,
              Map.of(),
              revision.strategy(),
              revision.settings());
      Rendered rendered = render(other);
      assertThatThrownBy(() -> target.deploy(other, rendered, RecordedProgress.after(null)))
          .hasMessageContaining("was not made for this environment");
    } finally {
      target.delete(placed.handle());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "services: {web: {image: box, volumes: ['/etc:/x']}}|mounts '/etc:/x'",
        "services: {web: {image: box, volumes: [{type: bind, source: ./x, target: /x}]}}|mounts",
        "services: {web: {image: box, privileged: true}}|'privileged'",
        "services: {web: {image: box, network_mode: host}}|'network_mode'",
        "services: {web: {build: .}}|'build'",
        "services: {web: {image: other}}|no service runs the image",
        "secrets: {x: {file: /etc/shadow}}|'secrets' is not supported",
        "services: []|there are no services",
        "services: {web: [|it is not YAML",
      })
  void refusesWhatReachesBeyondTheContainers(String file, String message) throws Exception {
    write(file);
    Revision revision = revision(1, image("one"), Map.of());
    assertThatThrownBy(() -> render(revision))
        .hasMessageContaining("compose.yaml: ")
        .hasMessageContaining(message);
  }
}
