package dev.hexad.cd.target.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cd.TestContainer;
import dev.hexad.cd.TestDockerEngine;
import dev.hexad.cd.TestRegistry;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Availability;
import dev.hexad.cd.target.DeployTarget.Placed;
import dev.hexad.cd.target.DeployTargetContract;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.RecordedProgress;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.testkit.Await;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DockerTargetIntegrationTests extends DeployTargetContract {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TestDockerEngine engine;
  private static DockerEngine docker;
  private static TestRegistry registry;
  private static DockerTarget target;
  private final RecordedProgress progress = RecordedProgress.after(null);

  @BeforeAll
  static void start() throws Exception {
    engine = TestDockerEngine.shared();
    registry = new TestRegistry();
    docker = new DockerEngine(engine.host());
    target = new DockerTarget(docker);
  }

  @AfterAll
  static void stop() throws Exception {
    if (engine != null) {
      docker.destroy();
      registry.close();
    }
  }

  @Override
  protected DeployTarget target() {
    return target;
  }

  @Override
  protected ImageRef image(String version) throws IOException {
    return TestContainer.server(registry, version);
  }

  private Placed deploy(ImageRef image) throws Exception {
    return deploy(revision(1, image, Map.of("A", "b")));
  }

  private Placed deploy(Revision revision) throws Exception {
    Rendered rendered = target.render(revision, () -> Path.of("/nowhere"));
    return target.deploy(revision, rendered, progress);
  }

  private boolean runs(Placed placed) {
    return target.observe(placed.handle()).health() == Health.HEALTHY;
  }

  private static String answer(Placed placed) {
    var request = HttpRequest.newBuilder(Objects.requireNonNull(placed.url())).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body().strip();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isUnavailableWhereNoEngineAnswers() throws Exception {
    var nowhere = new DockerEngine("unix:///nowhere/docker.sock");
    var none = new DockerTarget(nowhere);
    assertThat(none.availability()).isInstanceOf(Availability.Unavailable.class);
    nowhere.destroy();
  }

  @Test
  void pullsAndAnswers() throws Exception {
    Placed placed = deploy(TestContainer.server(registry, "pulled"));
    Await.until("answer", () -> answer(placed).equals("pulled"));
    assertThat(progress.lines).anySatisfy(line -> assertThat(line).startsWith("pulling "));
    target.delete(placed.handle());
  }

  @Test
  void needsTheRegistryOnlyOnce() throws Exception {
    ImageRef image;
    try (var gone = new TestRegistry()) {
      image = TestContainer.server(gone, "kept");
      target.delete(deploy(image).handle());
    }
    Placed again = deploy(image);
    Await.until("answer", () -> answer(again).equals("kept"));
    target.delete(again.handle());
  }

  @Test
  void saysWhenAnImageCannotBePulled() {
    var image = new ImageRef(registry.host() + "/none", "x", "sha256:" + "0".repeat(64));
    assertThatThrownBy(() -> deploy(image))
        .isInstanceOfSatisfying(
            HexadException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.UPSTREAM_FAILED))
        .hasMessageContaining("cannot be pulled");
  }

  @Test
  void keepsTheLastWordsOfAContainerThatEnded() throws Exception {
    ImageRef image = TestContainer.failing(registry, "no database");
    try {
      Placed placed = deploy(image);
      Await.until("end", () -> !runs(placed));
      assertThat(target.observe(placed.handle()).cause()).contains("status 3");
      assertThat(target.tail(placed.handle())).contains("no database");
      target.delete(placed.handle());
    } catch (HexadException e) {
      // It may have ended before it was looked at.
      assertThat(e).hasMessageContaining("no database");
    }
  }
}
