package dev.hexad.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.orchestrator.gate.GateFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReplayTests {
  private static final Instant THEN = RunSamples.NOW;
  private static final History QUIET = new History(List.of(), List.of());

  /** A run of build and deploy, of ten minutes each. */
  private static Run recorded() {
    Run run = RunSamples.run(RunSamples.stage("build"), RunSamples.stage("deploy", "build"));
    run = RunSamples.begun(run);
    run = step(run, RunSamples.done(run, "build"), 10);
    return step(run, RunSamples.done(run, "deploy"), 20);
  }

  private static Run step(Run run, RunSignal signal, int minutes) {
    return RunEngine.apply(run, signal, THEN.plus(Duration.ofMinutes(minutes))).run();
  }

  private static Pipeline.Stage gate(String uses, Map<String, ?> with) {
    return new Pipeline.Stage(
        "gate", uses, List.of("build"), null, Json.tree(with), Map.of(), null, 0, 0);
  }

  private static Replay.Outcome replay(History history, Pipeline.Stage... stages) {
    return Replay.of(recorded(), RunSamples.run(stages), history, UnaryOperator.identity());
  }

  @Test
  void theSameStagesGoTheSameWay() {
    var outcome = replay(QUIET, RunSamples.stage("build"), RunSamples.stage("deploy", "build"));
    assertThat(outcome.run().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(outcome.run().finishedAt()).isEqualTo(THEN.plus(Duration.ofMinutes(20)));
    assertThat(outcome.assumptions()).isEmpty();
  }

  @Test
  void anAlertOfThenHoldsTheDeploymentUpUntilItEnded() {
    var alert = new GateFacts.Alert(Ids.derived("a"), true, null, "page", "too slow");
    var history =
        new History(
            List.of(
                new History.Told(
                    alert, THEN.plus(Duration.ofMinutes(5)), THEN.plus(Duration.ofMinutes(45)))),
            List.of());
    var outcome =
        replay(
            history,
            RunSamples.stage("build"),
            gate("gate.alerts", Map.of()),
            RunSamples.stage("deploy", "gate"));
    assertThat(outcome.run().require("deploy").startedAt())
        .isEqualTo(THEN.plus(Duration.ofMinutes(45)));
  }

  @Test
  void aGateThatNobodyWouldHaveOpenedIsTold() {
    var outcome =
        replay(
            QUIET,
            RunSamples.stage("build"),
            gate("gate.approval", Map.of("approvals", 2)),
            RunSamples.stage("deploy", "gate"));
    assertThat(outcome.run().ended()).isFalse();
    assertThat(outcome.waits()).containsExactly("gate: 0 of 2 approvals");
  }

  @Test
  void whatWasNotDoneThenIsSaidToBeAssumed() {
    var outcome = replay(QUIET, RunSamples.stage("build"), RunSamples.stage("scan", "build"));
    assertThat(outcome.assumptions()).hasSize(1).first().asString().startsWith("scan");
  }
}
