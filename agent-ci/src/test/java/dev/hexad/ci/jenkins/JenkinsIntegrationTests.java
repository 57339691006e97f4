package dev.hexad.ci.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.ci.CiAgentApplication;
import dev.hexad.ci.settings.CiSettings;
import dev.hexad.ci.settings.JenkinsSettings;
import dev.hexad.contracts.command.JenkinsParameters;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job in Jenkins as a stage of a run. */
class JenkinsIntegrationTests {
  private OneJobJenkins jenkins;
  private FakeOrchestrator orchestrator;
  private TestAgent agent;
  private TestBus bus;

  @BeforeEach
  void start() throws Exception {
    jenkins = new OneJobJenkins();
    orchestrator = new FakeOrchestrator();
    orchestrator.secret("jenkins-token", OneJobJenkins.TOKEN);
    CiSettings usual = CiSettings.DEFAULT;
    var server = new JenkinsSettings(jenkins.url(), "bot", "jenkins-token");
    var settings =
        new CiSettings(
            usual.stepTimeoutSeconds(),
            usual.passEnvironment(),
            usual.artifactDays(),
            usual.pollSeconds(),
            usual.deliveriesPerMinute(),
            Map.of(),
            Map.of("main", server));
    orchestrator.configure(1, Json.tree(settings));
    agent = startAgent();
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
  }

  private TestAgent startAgent() {
    TestAgent started =
        TestAgent.start(
            CiAgentApplication.class, "ci", orchestrator, "--hexad.outbound.allow=127.0.0.0/8");
    Await.until(
        "settings",
        () ->
            started.bean(LiveConfiguration.class).current() instanceof CiSettings now
                && now.jenkins().containsKey("main"));
    return started;
  }

  @AfterEach
  void stop() {
    agent.close();
    bus.close();
    orchestrator.close();
    jenkins.close();
  }

  private Envelope job(String name) {
    var wanted = new JenkinsParameters("main", name, Map.of("LEVEL", "full & more"));
    Envelope command = TestBus.command("ci.jenkins", wanted, Ids.next(), null);
    bus.send(command);
    return command;
  }

  private static UUID id(Envelope command) {
    return UUID.fromString(command.data().get("commandId").asString());
  }

  private String log(Envelope command) {
    return agent.get("/commands/" + id(command) + "/log", "runs:read").body();
  }

  @Test
  void aJobIsStartedWithParametersAndFollowedToItsEnd() {
    Envelope command = job("folder/nightly");
    Await.until("the log", () -> log(command).contains("building"));
    jenkins.end("SUCCESS");

    var end = bus.await(CommandSucceeded.class, e -> e.commandId().equals(id(command)));
    assertThat(end.result().get("result").asString()).isEqualTo("SUCCESS");
    assertThat(jenkins.triggered()).containsExactly("LEVEL=full+%26+more");
    assertThat(log(command)).contains("building\n", "Finished: SUCCESS").doesNotContain("canary");
  }

  @Test
  void aJobThatFailsFailsTheStage() {
    Envelope command = job("folder/nightly");
    Await.until("the log", () -> log(command).contains("building"));
    jenkins.end("UNSTABLE");

    var end = bus.await(CommandFailed.class, e -> e.commandId().equals(id(command)));
    assertThat(end.problem().detail())
        .isEqualTo("folder/nightly #1 ended with UNSTABLE in Jenkins.");
  }

  @Test
  void aCancelledStageStopsTheBuild() {
    Envelope command = job("folder/nightly");
    Await.until("the log", () -> log(command).contains("building"));
    bus.cancel("ci", command);

    bus.await(CommandCancelled.class, e -> e.commandId().equals(id(command)));
    assertThat(jenkins.stopped()).containsExactly(1);
  }

  @Test
  void aRestartedAgentFollowsTheSameBuild() {
    Envelope command = job("folder/nightly");
    Await.until("the log", () -> log(command).contains("building"));
    agent.close();
    agent = startAgent();
    jenkins.end("SUCCESS");

    bus.await(CommandSucceeded.class, e -> e.commandId().equals(id(command)));
    assertThat(jenkins.triggered()).hasSize(1);
    assertThat(jenkins.stopped()).isEmpty();
    assertThat(log(command)).containsOnlyOnce("building\n");
  }

  @Test
  void aJobThatIsNotThereIsSaidSo() {
    Envelope command = job("folder/unknown");

    var end = bus.await(CommandFailed.class, e -> e.commandId().equals(id(command)));
    assertThat(end.problem().detail()).contains("no such job").doesNotContain("canary");
  }
}
