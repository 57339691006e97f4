package dev.hexad.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.ci.repository.Repositories;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.event.ApplicationRegistered;
import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Ref;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository behind Git's own HTTP service, with a token. */
class GitHttpIntegrationTests {
  private static final String TOKEN = "canary-clone-token";
  @TempDir static Path root;
  private static GitHttpServer server;
  private static FakeOrchestrator orchestrator;
  private static TestAgent agent;
  private static TestBus bus;
  private static SampleRepository repository;
  private static Path folder;

  @BeforeAll
  static void start() throws Exception {
    folder = Files.createDirectories(root.resolve("shop"));
    repository = new SampleRepository(folder);
    repository.commit("feat: Begin", Map.of("readme.txt", "hello"));
    try (Git git = Git.open(folder.toFile())) {
      git.getRepository().getConfig().setBoolean("http", null, "receivepack", true);
      git.getRepository().getConfig().save();
    }
    server = new GitHttpServer(root, TOKEN);
    orchestrator = new FakeOrchestrator();
    orchestrator.secret("git-token", TOKEN);
    orchestrator.secret("wrong-token", "canary-wrong-token");
    agent = TestAgent.start(CiAgentApplication.class, "ci", orchestrator);
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
  }

  @AfterAll
  static void stop() {
    agent.close();
    bus.close();
    orchestrator.close();
    server.close();
  }

  private static UUID build(String token, String commit, BuildStep... steps) {
    UUID application = Ids.next();
    String url = server.url("shop/.git");
    bus.publish(
        new ApplicationRegistered(application, "shop", url, "main", "hook", null, null, token),
        Ids.next());
    Await.until(
        "repository known", () -> agent.bean(Repositories.class).find(application).isPresent());
    var change =
        new ChangeRef(
            application, "shop", url, "refs/heads/main", commit, null, null, "push", null);
    var parameters =
        new BuildParameters(
            List.of(steps), List.of(), List.of(), List.of(), List.of(), null, Map.of(), true);
    Envelope command = TestBus.command("ci.build", parameters, Ids.next(), change);
    bus.send(command);
    return UUID.fromString(command.data().get("commandId").asString());
  }

  private static BuildSucceeded built(UUID command) {
    return bus.await(BuildSucceeded.class, e -> e.commandId().equals(command));
  }

  private static String log(UUID command) {
    return agent.get("/commands/" + command + "/log", "runs:read").body();
  }

  private static String tagged(String name) throws Exception {
    try (Git git = Git.open(folder.toFile())) {
      Ref tag = git.getRepository().findRef("refs/tags/" + name);
      return tag == null ? "none" : tag.getObjectId().name();
    }
  }

  @Test
  void aTokenClonesAndPushesTheVersionBack() throws Exception {
    String commit = repository.commit("feat: Sell", Map.of("one.txt", "1"));
    var show = BuildStep.of("Show", "cat one.txt; git log --oneline | wc -l; env; cat .git/config");
    UUID command = build("git-token", commit, show);

    String version = built(command).version();
    assertThat(tagged("v" + version.replaceFirst("-.*", ""))).as(log(command)).isEqualTo(commit);
    assertThat(log(command)).contains("pushed the tag v").doesNotContain("canary");
  }

  @Test
  void aTagThatIsThereIsNotMoved() throws Exception {
    String commit = repository.commit("fix: Sell", Map.of("two.txt", "2"));
    String version = built(build("git-token", commit)).version();
    String tag = "v" + version.replaceFirst("-.*", "");
    UUID again = build("git-token", commit);
    built(again);

    assertThat(tagged(tag)).isEqualTo(commit);
  }

  @Test
  void aWrongTokenIsSaidSo() throws Exception {
    String commit = repository.commit("feat: Refuse", Map.of("three.txt", "3"));
    UUID command = build("wrong-token", commit);

    CommandFailed failed = bus.await(CommandFailed.class, e -> e.commandId().equals(command));
    assertThat(failed.problem().detail())
        .contains("Cannot clone " + server.url("shop/.git"))
        .containsIgnoringCase("not authorized")
        .doesNotContain("canary");
  }
}
