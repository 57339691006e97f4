package dev.hexad.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.event.PullRequestRef;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
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
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What a step can say, on real processes. */
class StepIntegrationTests {
  private static final UUID APPLICATION = Ids.derived("steps");
  private static final String SECRET = "canary-s3cret/value+1";
  @TempDir static Path folder;
  private static FakeOrchestrator orchestrator;
  private static TestAgent agent;
  private static TestBus bus;
  private static SampleRepository repository;
  private static String commit;

  @BeforeAll
  static void start() throws Exception {
    orchestrator = new FakeOrchestrator();
    orchestrator.secret("npm", SECRET);
    agent =
        TestAgent.start(
            CiAgentApplication.class, "ci", orchestrator, "--hexad.ci.local-repositories=true");
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    repository = new SampleRepository(folder);
    commit = repository.commit("feat: Begin", Map.of("lock.txt", "1", "src/a.txt", "a"));
  }

  @AfterAll
  static void stop() {
    agent.close();
    bus.close();
    orchestrator.close();
  }

  private static ChangeRef change(boolean fork) {
    return new ChangeRef(
        APPLICATION,
        "steps",
        repository.url(),
        "refs/heads/main",
        commit,
        null,
        null,
        "push",
        fork ? new PullRequestRef(7, "refs/heads/main", null, true, "stranger") : null);
  }

  /** A step as a file would say it. */
  private static BuildStep step(String name, String run, Consumer<ObjectNode> more) {
    ObjectNode node = (ObjectNode) Json.tree(BuildStep.of(name, run));
    more.accept(node);
    return Json.convert(node, BuildStep.class);
  }

  private static BuildParameters steps(BuildStep... steps) {
    return new BuildParameters(List.of(steps), List.of(), null, Map.of());
  }

  private static UUID send(UUID run, BuildParameters parameters) {
    return send(TestBus.command("ci.build", parameters, run, change(false)));
  }

  private static UUID send(Envelope command) {
    bus.send(command);
    return UUID.fromString(command.data().get("commandId").asString());
  }

  private static void succeeds(UUID id) {
    bus.await(BuildSucceeded.class, e -> e.commandId().equals(id));
  }

  private static String fails(UUID id) {
    return bus.await(CommandFailed.class, e -> e.commandId().equals(id)).problem().detail();
  }

  private static String log(UUID id) {
    return agent.get("/commands/" + id + "/log", "runs:read").body();
  }

  @Test
  void triesAgainWithAPause() {
    UUID id =
        send(
            Ids.next(),
            steps(
                step(
                    "Flaky",
                    "test -f ../once || { touch ../once; exit 1; }",
                    s -> s.put("retries", 1).put("backoffSeconds", 1))));
    succeeds(id);
    assertThat(log(id)).contains("exit code 1. Tried again in 1 s.");
    String build = agent.get("/builds/" + id, "ci:read").body();
    assertThat(Json.mapper().readTree(build).at("/steps/0/attempts").asInt()).isEqualTo(2);
  }

  @Test
  void runsStepsThatAlwaysRunAndSkipsTheOthersAfterAFailure() {
    UUID id =
        send(
            Ids.next(),
            steps(
                BuildStep.of("Break", "exit 4"),
                BuildStep.of("Never", "echo never-seen"),
                step("Clean", "echo cleaned-up", s -> s.put("always", true))));
    assertThat(fails(id)).contains("'Break'").contains("exit code 4");
    assertThat(log(id)).contains("cleaned-up").doesNotContain("never-seen");
  }

  @Test
  void skipsAStepWhoseConditionIsFalse() {
    UUID id =
        send(
            Ids.next(),
            steps(
                step("No", "echo not-here", s -> s.put("if", "change.branch == 'release'")),
                step("Yes", "echo here-it-is", s -> s.put("if", "change.event == 'push'"))));
    succeeds(id);
    assertThat(log(id)).contains("No (skipped)").contains("here-it-is").doesNotContain("not-here");
  }

  @Test
  void secretsAreVariablesAndNeverReadable() {
    UUID id =
        send(
            Ids.next(),
            steps(
                step(
                    "Leak",
                    "echo \"v=$TOKEN\"; printf %s \"user:$TOKEN\" | base64 -w0; echo\n"
                        + "for c in $(printf %s \"$TOKEN\" | fold -w1); do printf %s \"$c\"; done",
                    s -> s.putObject("secrets").put("TOKEN", "npm")),
                BuildStep.of("Other", "test -z \"${TOKEN:-}\"")));
    succeeds(id);
    assertThat(log(id)).contains("v=***").doesNotContain(SECRET).doesNotContain("czNjcmV0");
  }

  @Test
  void commitsOfForksGetNoSecrets() {
    var parameters =
        steps(step("Leak", "echo $TOKEN", s -> s.putObject("secrets").put("TOKEN", "npm")));
    UUID id = send(TestBus.command("ci.build", parameters, Ids.next(), change(true)));
    assertThat(fails(id)).contains("fork");
  }

  @Test
  void keepsFoldersWhileTheLockFileStaysTheSame() {
    Consumer<ObjectNode> cached =
        s -> {
          ObjectNode cache = s.putArray("caches").addObject().put("name", "deps");
          cache.putArray("paths").add("deps");
          cache.putArray("key").add("lock.txt");
        };
    UUID first =
        send(
            Ids.next(),
            steps(
                step(
                    "Fill",
                    "test ! -e deps; mkdir deps; echo 1 > deps/x; ln -s x deps/y",
                    cached)));
    succeeds(first);
    UUID second = send(Ids.next(), steps(step("Use", "test \"$(cat deps/y)\" = 1", cached)));
    succeeds(second);
    assertThat(log(second)).contains("cache deps restored");
  }

  @Test
  void laterStagesTakeArtifactsOfEarlierOnes() {
    UUID run = Ids.next();
    var make =
        new BuildParameters(
            List.of(BuildStep.of("Make", "mkdir -p out/deep; echo 42 > out/deep/n; touch out/e")),
            List.of(),
            List.of(),
            List.of(new BuildParameters.Artifact("numbers", List.of("out/**"), 3)),
            List.of(),
            null,
            Map.of(),
            null);
    succeeds(send(run, make));
    var use =
        new BuildParameters(
            List.of(BuildStep.of("Use", "test \"$(cat out/deep/n)\" = 42; test -e out/e")),
            List.of(),
            List.of(),
            List.of(),
            List.of("numbers"),
            null,
            Map.of(),
            null);
    succeeds(send(run, use));
    assertThat(fails(send(Ids.next(), use))).contains("kept an artifact 'numbers'");
    assertThat(agent.get("/artifacts?runId=" + run, "ci:read").body())
        .contains("\"name\":\"numbers\"");
  }

  @Test
  void aServiceRunsBesideTheStepAndEndsWithIt() throws Exception {
    int port;
    try (var socket = new java.net.ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String server = "exec python3 -m http.server " + port + " --bind 127.0.0.1 --directory /tmp";
    UUID id =
        send(
            Ids.next(),
            steps(
                step(
                    "Ask",
                    "python3 -c 'import urllib.request as u; "
                        + "print(u.urlopen(\"http://127.0.0.1:"
                        + port
                        + "\").status)'",
                    s ->
                        s.putArray("services")
                            .addObject()
                            .put("name", "web")
                            .put("run", server)
                            .put("port", port))));
    succeeds(id);
    assertThat(log(id)).contains("service web is ready").contains("200");
    Await.until(
        "service to end",
        () -> {
          try (var socket = new java.net.Socket("127.0.0.1", port)) {
            return !socket.isConnected();
          } catch (java.io.IOException e) {
            return true;
          }
        });
  }

  @Test
  void endsAStepThatTakesTooLong() {
    UUID id = send(Ids.next(), steps(step("Slow", "sleep 60", s -> s.put("timeoutSeconds", 1))));
    assertThat(fails(id)).contains("did not end within 1 s");
  }

  @Test
  void endsAStepThatTakesTooMuchMemory() {
    UUID id =
        send(
            Ids.next(),
            steps(
                step(
                    "Large",
                    "python3 -c 'import time; x = bytearray(200_000_000); time.sleep(60)'",
                    s -> s.putObject("resources").put("memoryMb", 60))));
    assertThat(fails(id)).contains("more than its 60 MiB");
  }

  @Test
  void killsProcessesThatLeftTheirParent() throws Exception {
    Path marker = folder.resolveSibling("daemon-" + UUID.randomUUID());
    String script =
        "setsid sh -c \"while true; do date > '"
            + marker
            + "'; sleep 0.1; done\" >/dev/null 2>&1 &"
            + "\nwhile [ ! -e '"
            + marker
            + "' ]; do sleep 0.05; done";
    succeeds(send(Ids.next(), steps(BuildStep.of("Daemon", script))));
    Files.deleteIfExists(marker);
    Thread.sleep(400);
    assertThat(marker).doesNotExist();
  }

  @Test
  void aRestartGoesOnAtTheStepThatFailed() {
    Path switchFile = folder.resolveSibling("mended-" + UUID.randomUUID());
    var parameters =
        steps(
            BuildStep.of("Prepare", "echo ran >> ../prepared"),
            BuildStep.of("Check", "test -e '" + switchFile + "'"),
            BuildStep.of("Count", "test \"$(wc -l < ../prepared)\" = 1"));
    UUID run = Ids.next();
    UUID first = send(run, parameters);
    fails(first);
    try {
      Files.writeString(switchFile, "");
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
    UUID second = Ids.next();
    Envelope fresh = TestBus.command("ci.build", parameters, run, change(false));
    var asked = Json.convert(fresh.data(), CommandRequest.class);
    var restart =
        new CommandRequest(
            second,
            asked.capability(),
            run,
            asked.stage(),
            asked.change(),
            asked.deadline(),
            asked.parameters(),
            first);
    bus.send(
        new Envelope(
            fresh.specversion(),
            Ids.next(),
            fresh.source(),
            fresh.type(),
            fresh.subject(),
            fresh.time(),
            fresh.datacontenttype(),
            fresh.tenant(),
            fresh.correlationid(),
            fresh.causationid(),
            fresh.traceparent(),
            Json.tree(restart)));
    bus.await(CommandSucceeded.class, e -> e.commandId().equals(second));
    String build = agent.get("/builds/" + second, "ci:read").body();
    assertThat(Json.mapper().readTree(build).at("/steps/0/state").asString())
        .isEqualTo("INHERITED");
    assertThat(Json.mapper().readTree(build).get("inheritedFrom").asString())
        .isEqualTo(first.toString());
  }

  @Test
  void aBuildThatPrintsWithoutEndIsCutAndGoesOn() {
    UUID id =
        send(
            Ids.next(),
            steps(BuildStep.of("Print", "head -c 80000000 /dev/zero | tr '\\0' 'x'; echo")));
    succeeds(id);
    String end = agent.get("/commands/" + id + "/log?offset=67000000", "runs:read").body();
    assertThat(end).contains("[the log is full; the rest is dropped]");
  }
}
