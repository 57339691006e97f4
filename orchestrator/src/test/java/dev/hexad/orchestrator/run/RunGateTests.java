package dev.hexad.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.gate.Decision;
import dev.hexad.orchestrator.gate.GateFacts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Gates, pauses, leases and undoing, as the engine knows them. */
class RunGateTests {
  private static final GateFacts QUIET = new GateFacts(RunSamples.NOW, List.of(), null, List.of());

  private static Pipeline.Stage gate(String id, String uses, Map<String, ?> with, String... needs) {
    return new Pipeline.Stage(id, uses, List.of(needs), null, Json.tree(with), Map.of(), 60, 0, 0);
  }

  private static Pipeline.Stage undoable(String id, List<String> leases, String... needs) {
    return new Pipeline.Stage(
        id,
        "x." + id,
        List.of(needs),
        null,
        null,
        Map.of(),
        60,
        0,
        0,
        null,
        List.of(),
        null,
        leases,
        new Pipeline.Undo("x.undo", null, Map.of("of", id + ".from"), null, null));
  }

  private static Decision yes() {
    return new Decision("token:bob", true, null, null, null, RunSamples.NOW);
  }

  private static Run approving() {
    return RunSamples.begun(
        RunSamples.run(gate("ok", "gate.approval", Map.of()), RunSamples.stage("deploy", "ok")));
  }

  @Test
  void aReachedGateIsLookedAtAndOpensWithADecision() {
    Run run = approving();
    assertThat(RunSamples.state(run, "ok")).isEqualTo(StageState.WAITING);
    var closed = RunSamples.apply(run, new RunSignal.Looked("ok", QUIET));
    assertThat(closed.run().require("ok").message()).isEqualTo("0 of 1 approvals");
    var decided = RunSamples.apply(closed.run(), new RunSignal.Decided("ok", yes()));
    assertThat(decided.effects()).contains(new Effect.Look("ok"));
    var opened = RunSamples.apply(decided.run(), new RunSignal.Looked("ok", QUIET));
    assertThat(opened.effects()).contains(new Effect.Pass("ok"));
    assertThat(RunSamples.sent(opened)).containsExactly("deploy");
  }

  @Test
  void aGateThatDoesNotOpenInTimeFails() {
    Run run = approving();
    Run late = RunSamples.apply(run, new RunSignal.TimedOut("ok", 1)).run();
    assertThat(Objects.requireNonNull(late.require("ok").problem()).type())
        .isEqualTo(ProblemType.TIMED_OUT.uri());
    assertThat(late.state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void aDecisionAfterACancelChangesNothing() {
    Run run = RunSamples.apply(approving(), new RunSignal.CancelRequested("enough")).run();
    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(RunSamples.apply(run, new RunSignal.Decided("ok", yes())).run()).isEqualTo(run);
  }

  @Test
  void nothingStartsInAPausedRun() {
    Run run = RunSamples.begun(RunSamples.run(RunSamples.stage("a"), RunSamples.stage("b", "a")));
    Run paused = RunSamples.apply(run, new RunSignal.PauseRequested("bob", null)).run();
    assertThat(paused.shown()).isEqualTo(RunState.PAUSED);
    var done = RunSamples.apply(paused, RunSamples.done(paused, "a"));
    assertThat(RunSamples.sent(done)).isEmpty();
    var resumed = RunSamples.apply(done.run(), new RunSignal.ResumeRequested("bob"));
    assertThat(RunSamples.sent(resumed)).containsExactly("b");
  }

  @Test
  void aCancelledPausedRunEnds() {
    Run run = RunSamples.begun(RunSamples.run(gate("ok", "gate.approval", Map.of())));
    run = RunSamples.apply(run, new RunSignal.PauseRequested("bob", null)).run();
    run = RunSamples.apply(run, new RunSignal.CancelRequested("enough")).run();
    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void aStageIsSentWhenItHasItsLease() {
    Run run = RunSamples.run(undoable("a", List.of("environment:shop/production")));
    var begun = RunSamples.apply(run, new RunSignal.Begin());
    assertThat(RunSamples.sent(begun)).isEmpty();
    assertThat(begun.effects())
        .contains(new Effect.Acquire("a", List.of("environment:shop/production")));
    var lease = new CommandRequest.Lease(List.of("environment:shop/production"), 7);
    var leased = RunSamples.apply(begun.run(), new RunSignal.Leased("a", lease));
    assertThat(RunSamples.commands(leased).getFirst().lease()).isEqualTo(lease);
    var again = RunSamples.apply(leased.run(), new RunSignal.Leased("a", lease));
    assertThat(RunSamples.sent(again)).isEmpty();
    var done = RunSamples.apply(leased.run(), RunSamples.done(leased.run(), "a"));
    assertThat(done.effects()).contains(new Effect.Release("a"));
  }

  @Test
  void aFailedRunTakesBackWhatItDidInReverseOrder() {
    Run run =
        RunSamples.begun(
            RunSamples.run(
                undoable("infra", List.of()),
                undoable("app", List.of(), "infra"),
                RunSamples.stage("check", "app")));
    run = RunSamples.apply(run, RunSamples.done(run, "infra")).run();
    run = RunSamples.apply(run, RunSamples.done(run, "app")).run();
    var failed = RunSamples.apply(run, RunSamples.failed(run, "check"));
    assertThat(RunSamples.sent(failed)).containsExactly("undo:app");
    assertThat(RunSamples.commands(failed).getFirst().parameters().get("of").stringValue())
        .isEqualTo("app");
    run = failed.run();
    var cancelled = RunSamples.apply(run, new RunSignal.CancelRequested("stop"));
    assertThat(cancelled.run()).isEqualTo(run);
    var second = RunSamples.apply(run, RunSamples.done(run, "undo:app"));
    assertThat(RunSamples.sent(second)).containsExactly("undo:infra");
    Run ended = RunSamples.apply(second.run(), RunSamples.done(second.run(), "undo:infra")).run();
    assertThat(ended.state()).isEqualTo(RunState.FAILED);
    assertThat(ended.reason())
        .isEqualTo("check: exit code 1; everything that can be undone was undone");
  }

  @Test
  void whatWasTakenBackIsDoneAgainInARestart() {
    Run run =
        RunSamples.begun(
            RunSamples.run(undoable("infra", List.of()), RunSamples.stage("check", "infra")));
    run = RunSamples.apply(run, RunSamples.done(run, "infra")).run();
    run = RunSamples.apply(run, RunSamples.failed(run, "check")).run();
    run = RunSamples.apply(run, RunSamples.failed(run, "undo:infra")).run();
    assertThat(run.reason()).isEqualTo("check: exit code 1; not undone: infra");
    Run again = Restart.of(run, null, dev.hexad.contracts.message.Ids.next(), RunSamples.NOW);
    assertThat(again.stages().stream().map(Stage::id)).containsExactly("infra", "check");
    assertThat(again.require("infra").inheritedFrom()).isNull();
  }

  @Test
  void aCancelledRunTakesBackToo() {
    Run run =
        RunSamples.begun(
            RunSamples.run(undoable("infra", List.of()), RunSamples.stage("check", "infra")));
    run = RunSamples.apply(run, RunSamples.done(run, "infra")).run();
    run = RunSamples.apply(run, new RunSignal.CancelRequested("enough")).run();
    var stopped = RunSamples.apply(run, new RunSignal.Cancelled(RunSamples.command(run, "check")));
    assertThat(RunSamples.sent(stopped)).containsExactly("undo:infra");
    Run ended = RunSamples.apply(stopped.run(), RunSamples.done(stopped.run(), "undo:infra")).run();
    assertThat(ended.state()).isEqualTo(RunState.CANCELLED);
  }
}
