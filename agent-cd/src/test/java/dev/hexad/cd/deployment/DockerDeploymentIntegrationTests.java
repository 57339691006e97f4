package dev.hexad.cd.deployment;

import static dev.hexad.cd.deployment.CdFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cd.TestContainer;
import dev.hexad.cd.TestDockerEngine;
import dev.hexad.cd.target.Targets;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.testkit.Await;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DockerDeploymentIntegrationTests {
  private static CdFixture cd;
  private final UUID application = Ids.next();

  @BeforeAll
  static void start() throws Exception {
    TestDockerEngine engine = TestDockerEngine.shared();
    cd = new CdFixture("--hexad.cd.docker-host=" + engine.host());
  }

  @AfterAll
  static void stop() throws Exception {
    if (cd != null) {
      cd.close();
    }
  }

  private Envelope deploy(ImageRef image, Strategy strategy, @Nullable Integer percent) {
    return cd.sendDeploy(
        application,
        new DeployParameters(
            "test", image, "docker", strategy, percent, null, null, null, null, Map.of(), null));
  }

  @Test
  void deploysACanaryPromotesItAndGoesBack() throws Exception {
    ImageRef one = TestContainer.server(cd.registry, "one");
    ImageRef two = TestContainer.server(cd.registry, "two");
    DeployParameters.Result first = cd.result(deploy(one, Strategy.REPLACE, null));
    assertThat(ask(first.url())).isEqualTo("one\n");
    cd.result(deploy(two, Strategy.CANARY, 50));
    var answers = new HashSet<String>();
    for (int i = 0; i < 60; i++) {
      answers.add(ask(first.url()));
    }
    assertThat(answers).containsExactlyInAnyOrder("one\n", "two\n");
    cd.result(cd.sendPromote(application));
    assertThat(ask(first.url())).isEqualTo("two\n");
    cd.result(cd.sendRollback(application, 1));
    assertThat(ask(first.url())).isEqualTo("one\n");
  }

  @Test
  void aContainerThatEndsFailsWithItsLastLine() throws Exception {
    Envelope command =
        deploy(TestContainer.failing(cd.registry, "no database"), Strategy.REPLACE, null);
    assertThat(cd.failure(command).problem().detail()).endsWith("Its last line: no database");
    assertThat(cd.state(CdFixture.id(command))).isEqualTo(DeploymentState.FAILED);
  }

  @Test
  void aContainerThatWasKilledIsStartedAgain() throws Exception {
    ImageRef one = TestContainer.server(cd.registry, "one");
    DeployParameters.Result result = cd.result(deploy(one, Strategy.REPLACE, null));
    DeploymentEntity.Running before = cd.running(result.deploymentId());
    cd.agent.bean(Targets.class).byName("docker").delete(before.handle());
    cd.agent.bean(Supervisor.class).keep();
    assertThat(cd.running(result.deploymentId()).handle()).isNotEqualTo(before.handle());
    Await.until("answer", () -> ask(result.url()).equals("one\n"));
  }
}
