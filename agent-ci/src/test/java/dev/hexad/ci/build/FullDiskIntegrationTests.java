package dev.hexad.ci.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.ci.CiAgentApplication;
import dev.hexad.ci.SampleRepository;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.SmallDisk;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds on a disk of 24 MiB. */
class FullDiskIntegrationTests {
  @TempDir static Path folder;
  private static SmallDisk disk;
  private static FakeOrchestrator orchestrator;
  private static TestAgent agent;
  private static TestBus bus;
  private static SampleRepository repository;
  private static String commit;

  @BeforeAll
  static void start() throws Exception {
    disk = SmallDisk.mount(Files.createDirectories(folder.resolve("disk")), 24);
    orchestrator = new FakeOrchestrator();
    agent =
        TestAgent.start(
            CiAgentApplication.class,
            "ci",
            orchestrator,
            "--hexad.ci.local-repositories=true",
            "--hexad.data-dir=" + disk.folder());
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    repository = new SampleRepository(folder.resolve("repository"));
    commit = repository.commit("feat: Begin", Map.of("a.txt", "a"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (agent != null) {
      agent.close();
      bus.close();
      orchestrator.close();
    }
    if (disk != null) {
      disk.close();
    }
  }

  private static UUID build(String run) {
    var change =
        new ChangeRef(
            Ids.derived("full"), "full", repository.url(), "refs/heads/main", commit, null, null);
    var parameters =
        new BuildParameters(
            List.of(BuildStep.of("step", "echo begun && " + run)), List.of(), null, Map.of());
    Envelope command = TestBus.command("ci.build", parameters, Ids.next(), change);
    bus.send(command);
    return UUID.fromString(command.data().get("commandId").asString());
  }

  private static String log(UUID id) {
    return agent.get("/commands/" + id + "/log", "runs:read").body();
  }

  private static String failure(UUID id) {
    return bus.await(CommandFailed.class, e -> e.commandId().equals(id)).problem().detail();
  }

  @Test
  void aBuildThatFillsTheDiskSaysSoAndTheNextOneHasRoom() {
    UUID full = build("dd if=/dev/zero of=big bs=1M count=100");
    assertThat(failure(full))
        .contains("The disk with " + disk.folder() + " is full (0 of 24 MiB left)")
        .contains("hexad.data-dir");
    assertThat(log(full)).contains("begun").contains("No space left");

    UUID small = build("cat a.txt");
    bus.await(BuildSucceeded.class, e -> e.commandId().equals(small));
  }

  @Test
  void aBuildThatFindsTheDiskFullSaysSo() throws Exception {
    Path hog = disk.folder().resolve("hog");
    disk.fill(hog);
    UUID nowhere = build("cat a.txt");
    assertThat(failure(nowhere)).contains("is full").contains("hexad.data-dir");
    Files.delete(hog);

    UUID small = build("cat a.txt");
    bus.await(BuildSucceeded.class, e -> e.commandId().equals(small));
  }
}
