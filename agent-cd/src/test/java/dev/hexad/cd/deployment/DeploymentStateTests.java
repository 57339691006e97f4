package dev.hexad.cd.deployment;

import static dev.hexad.cd.deployment.DeploymentState.CANARY;
import static dev.hexad.cd.deployment.DeploymentState.FAILED;
import static dev.hexad.cd.deployment.DeploymentState.PLANNED;
import static dev.hexad.cd.deployment.DeploymentState.ROLLED_BACK;
import static dev.hexad.cd.deployment.DeploymentState.STABLE;
import static dev.hexad.cd.deployment.DeploymentState.STARTING;
import static dev.hexad.cd.deployment.DeploymentState.SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeploymentStateTests {
  private static final Map<DeploymentState, Set<DeploymentState>> ALLOWED =
      Map.of(
          PLANNED, EnumSet.of(STARTING, FAILED),
          STARTING, EnumSet.of(CANARY, STABLE, FAILED),
          CANARY, EnumSet.of(STABLE, ROLLED_BACK),
          STABLE, EnumSet.of(SUPERSEDED, ROLLED_BACK),
          SUPERSEDED, EnumSet.of(STABLE),
          FAILED, EnumSet.noneOf(DeploymentState.class),
          ROLLED_BACK, EnumSet.of(STABLE));

  private static DeploymentEntity starting() {
    var change = new ChangeRef(Ids.next(), "hello", "https://x/y.git", "r", "c", null, null);
    var image = new ImageRef("127.0.0.1:1/hello", "1", "sha256:" + "0".repeat(64));
    var parameters =
        new DeployParameters(
            "test", image, null, null, null, null, null, null, null, Map.of("A", "b"), null);
    var deployment =
        new DeploymentEntity(Ids.next(), change, 1, "local", parameters, Instant.EPOCH);
    deployment.become(STARTING, null, Instant.EPOCH);
    return deployment;
  }

  @Test
  void allowsTheseTransitionsOnly() {
    for (DeploymentState from : DeploymentState.values()) {
      for (DeploymentState to : DeploymentState.values()) {
        assertThat(from.mayBecome(to))
            .as(from + " to " + to)
            .isEqualTo(ALLOWED.get(from).contains(to));
      }
    }
  }

  @Test
  void refusesAForbiddenTransitionAndStaysAsItIs() {
    DeploymentEntity deployment = starting();
    deployment.become(FAILED, "why", Instant.EPOCH.plusSeconds(1));
    assertThatThrownBy(() -> deployment.become(STABLE, null, Instant.EPOCH.plusSeconds(2)))
        .isInstanceOf(HexadException.class)
        .hasMessage("Revision 1 is FAILED and cannot become STABLE.");
    assertThat(deployment.view().reason()).isEqualTo("why");
    assertThat(deployment.view().updatedAt()).isEqualTo(Instant.EPOCH.plusSeconds(1));
  }

  @Test
  void keepsWhatIsNeededToStartItAgain() {
    DeploymentEntity deployment = starting();
    deployment.runsAs(
        new DeploymentEntity.Running(
            URI.create("http://127.0.0.1:7"), Json.tree(Map.of("pid", 1)), null));
    assertThat(deployment.parameters().env()).containsEntry("A", "b");
    assertThat(deployment.running().orElseThrow().handle().get("pid").asInt()).isEqualTo(1);
    assertThat(deployment.ref().role()).isEqualTo("stable");
    deployment.become(CANARY, null, Instant.EPOCH);
    assertThat(deployment.ref().role()).isEqualTo("canary");
  }
}
