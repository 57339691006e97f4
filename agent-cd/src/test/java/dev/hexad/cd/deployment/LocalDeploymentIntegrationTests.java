package dev.hexad.cd.deployment;

import static dev.hexad.cd.deployment.CdFixture.alive;
import static dev.hexad.cd.deployment.CdFixture.ask;
import static dev.hexad.cd.deployment.CdFixture.id;
import static dev.hexad.cd.deployment.CdFixture.parameters;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cd.TestApplication;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.DeploymentFailed;
import dev.hexad.contracts.event.DeploymentPromoted;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.event.DeploymentStarted;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.event.Endpoint;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.testkit.Await;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LocalDeploymentIntegrationTests {
  private static CdFixture cd;
  private static ImageRef one;
  private static ImageRef two;

  private final UUID application = Ids.next();

  @BeforeAll
  static void start() {
    TestApplication.requireNode();
    cd = new CdFixture("--hexad.cd.stop-local=false");
    one = TestApplication.push(cd.registry, "one");
    two = TestApplication.push(cd.registry, "two");
  }

  @AfterAll
  static void stop() throws Exception {
    if (cd != null) {
      cd.close();
    }
  }

  private static List<String> roles(List<Endpoint> endpoints) {
    return endpoints.stream().map(e -> e.role() + " " + e.revision()).toList();
  }

  @Test
  void theFirstRevisionIsStableAndAnswers() {
    DeployParameters.Result result = cd.deploy(application, one);
    assertThat(result.revision()).isEqualTo(1);
    assertThat(result.role()).isEqualTo("stable");
    assertThat(ask(result.url())).startsWith("one ");
    cd.bus.await(
        DeploymentStarted.class, e -> e.deployment().deploymentId().equals(result.deploymentId()));
    DeploymentSucceeded succeeded =
        cd.bus.await(
            DeploymentSucceeded.class,
            e -> e.deployment().deploymentId().equals(result.deploymentId()));
    assertThat(roles(succeeded.endpoints())).containsExactly("stable 1");
    assertThat(ask(succeeded.endpoints().getFirst().url())).startsWith("one ");
    assertThat(succeeded.deployment().commit()).isEqualTo("c".repeat(40));
    var listed = Json.mapper().readTree(cd.agent.get("/environments", "cd:read").body());
    assertThat(listed.get("items").valueStream())
        .anySatisfy(e -> assertThat(e.get("url").asString()).isEqualTo(result.url()));
    assertThat(cd.agent.get("/deployments", "cd:read").body())
        .contains(result.deploymentId().toString());
    assertThat(cd.agent.get("/targets", "cd:read").body()).contains("\"name\":\"local\"");
  }

  @Test
  void aCanaryTakesItsShareAndIsPromoted() {
    DeployParameters.Result first = cd.deploy(application, one);
    long old = cd.pid(first.deploymentId());
    DeployParameters.Result second = cd.canary(application, two);
    assertThat(second.role()).isEqualTo("canary");
    assertThat(second.url()).isEqualTo(first.url());
    var answers = new HashSet<String>();
    for (int i = 0; i < 60; i++) {
      answers.add(ask(first.url()).replaceFirst(" .*", ""));
    }
    assertThat(answers).containsExactlyInAnyOrder("one", "two");
    var beside =
        cd.bus.await(
            DeploymentSucceeded.class,
            e -> e.deployment().deploymentId().equals(second.deploymentId()));
    assertThat(roles(beside.endpoints())).containsExactly("stable 1", "canary 2");
    DeployParameters.Result promoted = cd.result(cd.sendPromote(application));
    assertThat(promoted.deploymentId()).isEqualTo(second.deploymentId());
    assertThat(promoted.role()).isEqualTo("stable");
    for (int i = 0; i < 10; i++) {
      assertThat(ask(first.url())).startsWith("two ");
    }
    var event =
        cd.bus.await(
            DeploymentPromoted.class,
            e -> e.deployment().deploymentId().equals(second.deploymentId()));
    assertThat(roles(event.endpoints())).containsExactly("stable 2");
    assertThat(cd.state(first.deploymentId())).isEqualTo(DeploymentState.SUPERSEDED);
    assertThat(alive(old)).isFalse();
  }

  @Test
  void rollbackRemovesTheCanary() {
    DeployParameters.Result first = cd.deploy(application, one);
    DeployParameters.Result second = cd.canary(application, two);
    long gone = cd.pid(second.deploymentId());
    DeployParameters.Result back = cd.result(cd.sendRollback(application, null));
    assertThat(back.deploymentId()).isEqualTo(first.deploymentId());
    assertThat(cd.state(second.deploymentId())).isEqualTo(DeploymentState.ROLLED_BACK);
    assertThat(alive(gone)).isFalse();
    for (int i = 0; i < 10; i++) {
      assertThat(ask(first.url())).startsWith("one ");
    }
    var event =
        cd.bus.await(
            DeploymentRolledBack.class, e -> e.from().deploymentId().equals(second.deploymentId()));
    assertThat(event.from().role()).isEqualTo("canary");
    assertThat(event.to().revision()).isEqualTo(1);
    assertThat(roles(event.endpoints())).containsExactly("stable 1");
  }

  @Test
  void rollbackReturnsToAnEarlierRevision() {
    DeployParameters.Result first = cd.deploy(application, one);
    DeployParameters.Result second = cd.deploy(application, two);
    DeployParameters.Result canary = cd.canary(application, one);
    long newest = cd.pid(canary.deploymentId());
    DeployParameters.Result back = cd.result(cd.sendRollback(application, 1));
    assertThat(back.deploymentId()).isEqualTo(first.deploymentId());
    assertThat(back.revision()).isEqualTo(1);
    assertThat(ask(back.url())).startsWith("one ");
    assertThat(cd.state(second.deploymentId())).isEqualTo(DeploymentState.ROLLED_BACK);
    assertThat(cd.state(canary.deploymentId())).isEqualTo(DeploymentState.ROLLED_BACK);
    assertThat(alive(newest)).isFalse();
    var event =
        cd.bus.await(
            DeploymentRolledBack.class, e -> e.from().deploymentId().equals(second.deploymentId()));
    assertThat(roles(event.endpoints())).containsExactly("stable 1");
  }

  @Test
  void aRepeatedRollbackGoesBackOnce() {
    cd.deploy(application, one);
    DeployParameters.Result second = cd.deploy(application, two);
    DeployParameters.Result canary = cd.canary(application, one);
    Envelope command = cd.sendRollback(application, null);
    cd.result(command);
    cd.repeat(command);
    assertThat(cd.state(canary.deploymentId())).isEqualTo(DeploymentState.ROLLED_BACK);
    assertThat(cd.state(second.deploymentId())).isEqualTo(DeploymentState.STABLE);
    assertThat(ask(second.url())).startsWith("two ");
  }

  @Test
  void aRepeatedDeploymentDoesNothingTwice() {
    Envelope command =
        cd.sendDeploy(application, parameters(one, Strategy.REPLACE, null, Map.of()));
    cd.bus.send(command);
    DeployParameters.Result result = cd.result(command);
    long pid = cd.pid(result.deploymentId());
    cd.repeat(command);
    assertThat(cd.pid(result.deploymentId())).isEqualTo(pid);
    assertThat(cd.deploy(application, two).revision()).isEqualTo(2);
    assertThat(cd.bus.seen(DeploymentStarted.class))
        .filteredOn(e -> e.deployment().deploymentId().equals(result.deploymentId()))
        .hasSize(1);
  }

  @Test
  void anUnhealthyRevisionFailsAndTheOldOneStillAnswers() {
    DeployParameters.Result first = cd.deploy(application, one);
    Envelope command =
        cd.sendDeploy(
            application, parameters(two, Strategy.REPLACE, null, Map.of("BROKEN", "db:5432")));
    CommandFailed failed = cd.failure(command);
    assertThat(failed.problem().type()).isEqualTo(ProblemType.UNHEALTHY.uri());
    assertThat(failed.problem().detail())
        .isEqualTo("It ended before it was healthy. Its last line: no database at db:5432");
    assertThat(cd.state(id(command))).isEqualTo(DeploymentState.FAILED);
    assertThat(ask(first.url())).startsWith("one ");
    var event =
        cd.bus.await(
            DeploymentFailed.class, e -> e.deployment().deploymentId().equals(id(command)));
    assertThat(event.reason()).contains("db:5432");
    cd.repeat(command);
    assertThat(cd.state(id(command))).isEqualTo(DeploymentState.FAILED);
  }

  @Test
  void aRevisionThatIsNeverHealthyIsStopped() {
    Envelope command =
        cd.sendDeploy(application, parameters(two, Strategy.REPLACE, null, Map.of("SICK", "1")));
    assertThat(cd.failure(command).problem().detail()).contains("/healthz gave status 503");
    assertThat(cd.state(id(command))).isEqualTo(DeploymentState.FAILED);
  }

  @Test
  void whatCannotBeStartedFails() {
    var program = Map.<String, Object>of("Cmd", List.of("no-such-program-here"));
    ImageRef broken =
        cd.registry.push("broken", program, new dev.hexad.cd.TestLayer().file("a", "a").build());
    Envelope command =
        cd.sendDeploy(application, parameters(broken, Strategy.REPLACE, null, Map.of()));
    assertThat(cd.failure(command).problem().detail()).contains("no-such-program-here");
    assertThat(cd.state(id(command))).isEqualTo(DeploymentState.FAILED);
    var nowhere = new ImageRef("127.0.0.1:1/hello", "x", one.digest());
    Envelope unreachable =
        cd.sendDeploy(application, parameters(nowhere, Strategy.REPLACE, null, Map.of()));
    cd.failure(unreachable);
    assertThat(cd.state(id(unreachable))).isEqualTo(DeploymentState.FAILED);
  }

  @Test
  void aNewCanaryTakesThePlaceOfTheOneBefore() {
    DeployParameters.Result first = cd.deploy(application, one);
    DeployParameters.Result second = cd.canary(application, two);
    long old = cd.pid(second.deploymentId());
    DeployParameters.Result third = cd.canary(application, two);
    assertThat(third.role()).isEqualTo("canary");
    assertThat(cd.state(second.deploymentId())).isEqualTo(DeploymentState.ROLLED_BACK);
    assertThat(cd.state(first.deploymentId())).isEqualTo(DeploymentState.STABLE);
    assertThat(alive(old)).isFalse();
    var event =
        cd.bus.await(
            DeploymentSucceeded.class,
            e -> e.deployment().deploymentId().equals(third.deploymentId()));
    assertThat(roles(event.endpoints())).containsExactly("stable 1", "canary 3");
  }

  @Test
  void aReplacementEndsTheCanaryToo() {
    cd.deploy(application, one);
    DeployParameters.Result canary = cd.canary(application, one);
    long old = cd.pid(canary.deploymentId());
    DeployParameters.Result third = cd.deploy(application, two);
    assertThat(cd.state(canary.deploymentId())).isEqualTo(DeploymentState.ROLLED_BACK);
    assertThat(alive(old)).isFalse();
    assertThat(ask(third.url())).startsWith("two ");
  }

  @Test
  void cancellingStopsWhatWasStarted() {
    Envelope command =
        cd.sendDeploy(
            application,
            new DeployParameters(
                "test", one, null, null, null, null, null, null, 300, Map.of("SICK", "1"), null));
    var repository = cd.agent.bean(DeploymentRepository.class);
    long pid =
        Await.value(
            "process",
            () ->
                repository
                    .findById(id(command))
                    .flatMap(DeploymentEntity::running)
                    .map(r -> r.handle().get("pid").asLong())
                    .orElse(null));
    cd.bus.cancel("cd", command);
    cd.bus.await(CommandCancelled.class, e -> e.commandId().equals(id(command)));
    assertThat(alive(pid)).isFalse();
    cd.agent.bean(Supervisor.class).keep();
    assertThat(cd.state(id(command))).isEqualTo(DeploymentState.FAILED);
  }

  @Test
  void aRestartedAgentFindsWhatRunsAndStartsAgainWhatWasKilled() {
    DeployParameters.Result result = cd.deploy(application, one);
    long pid = cd.pid(result.deploymentId());
    var address = cd.running(result.deploymentId()).url();
    cd.restartAgent();
    cd.agent.bean(Supervisor.class).keep();
    assertThat(cd.pid(result.deploymentId())).isEqualTo(pid);
    assertThat(ask(result.url())).isEqualTo("one " + pid);
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    cd.agent.bean(Supervisor.class).keep();
    assertThat(cd.pid(result.deploymentId())).isNotEqualTo(pid);
    assertThat(cd.running(result.deploymentId()).url()).isEqualTo(address);
    Await.until("answer", () -> ask(result.url()).startsWith("one "));
  }

  @Test
  void whatACrashHasLeftBehindIsStopped() throws Exception {
    DeployParameters.Result first = cd.deploy(application, one);
    DeployParameters.Result second = cd.deploy(application, two);
    Process lost = new ProcessBuilder("sleep", "300").start();
    String started = lost.info().startInstant().orElseThrow().toString();
    var handle =
        Map.of("pid", lost.pid(), "startedAt", started, "port", 1, "folder", "/nowhere/at/all");
    cd.agent
        .bean(Deployments.class)
        .runsAs(first.deploymentId(), new DeploymentEntity.Running(null, Json.tree(handle), null));
    cd.agent.bean(Supervisor.class).keep();
    assertThat(lost.isAlive()).as("may still drain").isTrue();
    cd.agent
        .bean(JdbcClient.class)
        .sql("update deployment set updated_at = now() - interval '10 minutes' where id = ?")
        .param(first.deploymentId())
        .update();
    cd.agent.bean(Supervisor.class).keep();
    assertThat(lost.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(cd.agent.bean(Deployments.class).require(first.deploymentId()).running()).isEmpty();
    assertThat(ask(second.url())).startsWith("two ");
  }

  @Test
  void aTakenPortIsSaidBeforeAnythingIsStarted() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Envelope command =
          cd.sendDeploy(
              application,
              new DeployParameters(
                  "test",
                  one,
                  null,
                  null,
                  null,
                  taken.getLocalPort(),
                  null,
                  null,
                  null,
                  Map.of(),
                  null));
      CommandFailed failed = cd.failure(command);
      assertThat(failed.problem().type()).isEqualTo(ProblemType.CONFLICT.uri());
      assertThat(failed.problem().detail()).contains("" + taken.getLocalPort());
      assertThat(cd.state(id(command))).isEqualTo(DeploymentState.FAILED);
    }
  }

  @Test
  void anImageWithoutProofDoesNotComeWhereProofIsWanted() {
    var parameters =
        new DeployParameters(
            "proven", one, null, null, null, null, null, null, null, Map.of(), null);
    Envelope command = cd.sendDeploy(application, parameters);
    assertThat(cd.failure(command).problem().detail())
        .contains("takes proven images only")
        .contains("the image has no signature")
        .contains("the image has no provenance");
    assertThat(cd.state(CdFixture.id(command))).isEqualTo(DeploymentState.FAILED);
    assertThat(cd.agent.bean(Deployments.class).require(CdFixture.id(command)).running()).isEmpty();
  }

  @Test
  void whatWasRolledBackStaysAwayUntilSomebodyWantsItBack() {
    cd.deploy(application, one);
    DeployParameters.Result bad = cd.deploy(application, two);
    cd.result(cd.sendRollback(application, 1));
    Envelope again =
        cd.sendDeploy(application, CdFixture.parameters(two, Strategy.REPLACE, null, Map.of()));
    assertThat(cd.failure(again).problem().detail())
        .contains("Revision 2 with this image was rolled back")
        .contains("revision: 2");
    assertThat(cd.result(cd.sendRollback(application, 2)).revision()).isEqualTo(2);
    assertThat(cd.state(bad.deploymentId())).isEqualTo(DeploymentState.STABLE);
    assertThat(CdFixture.ask(bad.url())).startsWith("two ");
    cd.deploy(application, one);
    assertThat(cd.deploy(application, two).revision()).isEqualTo(4);
  }

  @Test
  void nothingNewComesToAFrozenEnvironment() {
    var parameters =
        new DeployParameters(
            "frozen", one, null, null, null, null, null, null, null, Map.of(), null);
    assertThat(cd.failure(cd.sendDeploy(application, parameters)).problem().detail())
        .contains("'frozen' is frozen until 2999-01-01T00:00:00Z: sale")
        .contains("Going back is possible");
  }
}
