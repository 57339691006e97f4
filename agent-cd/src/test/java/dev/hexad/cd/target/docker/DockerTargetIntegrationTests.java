package dev.hexad.cd.target.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cd.TestContainer;
import dev.hexad.cd.TestDockerEngine;
import dev.hexad.cd.TestRegistry;
import dev.hexad.cd.target.DeployTarget.Availability;
import dev.hexad.cd.target.DeployTarget.Revision;
import dev.hexad.cd.target.DeployTarget.Running;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.testkit.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DockerTargetIntegrationTests {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TestDockerEngine engine;
  private static TestRegistry registry;
  private static DockerTarget target;
  private final List<String> log = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    engine = TestDockerEngine.shared();
    registry = new TestRegistry();
    target = new DockerTarget(engine.host());
  }

  @AfterAll
  static void stop() throws Exception {
    if (engine != null) {
      target.destroy();
      registry.close();
    }
  }

  private static Revision revision(ImageRef image) {
    return new Revision(Ids.next(), "hello", image, Map.of("A", "b"));
  }

  private static String answer(int port) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body().strip();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isAvailableWhereAnEngineAnswers() throws Exception {
    assertThat(target.availability()).isInstanceOf(Availability.Available.class);
    var none = new DockerTarget("unix:///nowhere/docker.sock");
    assertThat(none.availability()).isInstanceOf(Availability.Unavailable.class);
    none.destroy();
  }

  @Test
  void pullsStartsFindsAndStops() throws Exception {
    Revision revision = revision(TestContainer.server(registry, "one"));
    Running running = target.start(revision, log::add);
    Await.until("answer", () -> answer(running.port()).equals("one"));
    assertThat(target.alive(running.handle())).isTrue();
    assertThat(log).anySatisfy(line -> assertThat(line).startsWith("pulling "));
    assertThat(target.start(revision, log::add)).isEqualTo(running);
    target.stop(running.handle());
    assertThat(target.alive(running.handle())).isFalse();
    target.stop(running.handle());
    assertThat(target.tail(running.handle())).isEmpty();
  }

  @Test
  void needsTheRegistryOnlyOnce() throws Exception {
    ImageRef image;
    try (var gone = new TestRegistry()) {
      image = TestContainer.server(gone, "kept");
      target.stop(target.start(revision(image), log::add).handle());
    }
    Running again = target.start(revision(image), log::add);
    Await.until("answer", () -> answer(again.port()).equals("kept"));
    target.stop(again.handle());
  }

  @Test
  void saysWhenAnImageCannotBePulled() {
    var image = new ImageRef(registry.host() + "/none", "x", "sha256:" + "0".repeat(64));
    assertThatThrownBy(() -> target.start(revision(image), log::add))
        .isInstanceOfSatisfying(
            HexadException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.UPSTREAM_FAILED))
        .hasMessageContaining("cannot be pulled");
  }

  @Test
  void keepsTheLastWordsOfAContainerThatEnded() throws Exception {
    Revision revision = revision(TestContainer.failing(registry, "no database"));
    try {
      Running running = target.start(revision, log::add);
      Await.until("end", () -> !target.alive(running.handle()));
      assertThat(target.tail(running.handle())).contains("no database");
      target.stop(running.handle());
    } catch (HexadException e) {
      // It may have ended before it was looked at.
      assertThat(e).hasMessageContaining("no database");
    }
  }
}
