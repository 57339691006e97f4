package dev.hexad.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.pipeline.Pipeline.Condition;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunEngineTests {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Problem BROKEN = Problem.of(ProblemType.STEP_FAILED, "exit code 1");
  private static final Problem FLAKY = Problem.of(ProblemType.UPSTREAM_FAILED, "try later");

  private static Pipeline.Stage stage(
      String id, @Nullable Condition when, int retries, List<String> needs) {
    return new Pipeline.Stage(id, "x." + id, needs, when, null, Map.of(), 60, retries, 0);
  }

  private static Run run(Pipeline.Stage... stages) {
    var list = new ArrayList<Stage>();
    for (Pipeline.Stage stage : stages) {
      list.add(Stage.pending(stage, false));
    }
    return Run.fresh(Ids.derived("run"), "default", "test", null, null, list, NOW);
  }

  private static Run diamond() {
    return run(
        stage("a", null, 0, List.of()),
        stage("b", null, 0, List.of("a")),
        stage("c", null, 0, List.of("a")),
        stage("d", null, 0, List.of("b", "c")),
        stage("undo", Condition.FAILED, 0, List.of("d")));
  }

  private static RunEngine.Transition apply(Run run, RunSignal signal) {
    return RunEngine.apply(run, signal, NOW);
  }

  private static UUID command(Run run, String stage) {
    return java.util.Objects.requireNonNull(run.require(stage).commandId());
  }

  private static RunSignal done(Run run, String stage) {
    return new RunSignal.Succeeded(command(run, stage), Json.tree(Map.of("from", stage)));
  }

  private static List<String> sent(RunEngine.Transition transition) {
    return transition.effects().stream()
        .filter(Effect.Send.class::isInstance)
        .map(e -> ((Effect.Send) e).command().stage())
        .toList();
  }

  private static StageState state(Run run, String stage) {
    return run.require(stage).state();
  }

  @Test
  void fansOutAndIn() {
    var begun = apply(diamond(), new RunSignal.Begin());
    assertThat(sent(begun)).containsExactly("a");
    var second = apply(begun.run(), done(begun.run(), "a"));
    assertThat(sent(second)).containsExactly("b", "c");
    var third = apply(second.run(), done(second.run(), "b"));
    assertThat(sent(third)).isEmpty();
    var fourth = apply(third.run(), done(third.run(), "c"));
    assertThat(sent(fourth)).containsExactly("d");
    var last = apply(fourth.run(), done(fourth.run(), "d"));
    assertThat(last.run().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(state(last.run(), "undo")).isEqualTo(StageState.SKIPPED);
  }

  @Test
  void runsTheUndoStageAfterAFailureFurtherUp() {
    Run run = apply(diamond(), new RunSignal.Begin()).run();
    run = apply(run, done(run, "a")).run();
    run = apply(run, done(run, "c")).run();
    var failed = apply(run, new RunSignal.Failed(command(run, "b"), BROKEN));
    assertThat(state(failed.run(), "d")).isEqualTo(StageState.SKIPPED);
    assertThat(sent(failed)).containsExactly("undo");
    var ended = apply(failed.run(), done(failed.run(), "undo"));
    assertThat(ended.run().state()).isEqualTo(RunState.FAILED);
    assertThat(ended.run().reason()).isEqualTo("b: exit code 1");
  }

  @Test
  void ignoresASignalThatComesAgain() {
    Run run = apply(diamond(), new RunSignal.Begin()).run();
    RunSignal signal = done(run, "a");
    Run once = apply(run, signal).run();
    var twice = apply(once, signal);
    assertThat(twice.run()).isEqualTo(once);
    assertThat(twice.effects()).isEmpty();
  }

  @Test
  void triesARetryableFailureAgainWithAnotherCommand() {
    Run run = apply(run(stage("a", null, 1, List.of())), new RunSignal.Begin()).run();
    UUID first = command(run, "a");
    var failed = apply(run, new RunSignal.Failed(first, FLAKY));
    assertThat(state(failed.run(), "a")).isEqualTo(StageState.WAITING);
    assertThat(failed.effects()).anyMatch(Effect.TryAgain.class::isInstance);
    var again = apply(failed.run(), new RunSignal.TryAgain("a", 1));
    assertThat(sent(again)).containsExactly("a");
    assertThat(command(again.run(), "a")).isNotEqualTo(first);
    var late = apply(again.run(), new RunSignal.Succeeded(first, Json.tree(Map.of())));
    assertThat(late.run()).isEqualTo(again.run());
    var ended = apply(again.run(), new RunSignal.Failed(command(again.run(), "a"), FLAKY));
    assertThat(ended.run().state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void givesUpAStageWhoseTimeIsUpAndStopsItsCommand() {
    Run run = apply(run(stage("a", null, 0, List.of())), new RunSignal.Begin()).run();
    var up = apply(run, new RunSignal.TimedOut("a", 1));
    assertThat(up.effects()).anyMatch(Effect.Stop.class::isInstance);
    assertThat(up.run().state()).isEqualTo(RunState.FAILED);
    assertThat(apply(run, new RunSignal.TimedOut("a", 9)).run()).isEqualTo(run);
  }

  @Test
  void cancelsWhatWaitsAndStopsWhatRuns() {
    Run run = apply(diamond(), new RunSignal.Begin()).run();
    var cancelled = apply(run, new RunSignal.CancelRequested("enough"));
    assertThat(state(cancelled.run(), "d")).isEqualTo(StageState.CANCELLED);
    assertThat(state(cancelled.run(), "a")).isEqualTo(StageState.RUNNING);
    var ended = apply(cancelled.run(), new RunSignal.Cancelled(command(run, "a")));
    assertThat(ended.run().state()).isEqualTo(RunState.CANCELLED);
    var silent = apply(cancelled.run(), new RunSignal.TimedOut("a", 1));
    assertThat(silent.run().state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void failsAStageWhoseInputIsMissing() {
    var consumer =
        new Pipeline.Stage(
            "b", "x.b", List.of("a"), null, null, Map.of("image", "a.image"), null, null, 0);
    Run run = apply(run(stage("a", null, 0, List.of()), consumer), new RunSignal.Begin()).run();
    var ended = apply(run, done(run, "a"));
    assertThat(ended.run().state()).isEqualTo(RunState.FAILED);
    assertThat(ended.run().reason()).contains("a.image");
  }

  @Test
  void holdsAStageThatNobodyCanTakeAndAsksAgain() {
    Run run = apply(run(stage("a", null, 0, List.of())), new RunSignal.Begin()).run();
    var held = apply(run, new RunSignal.Held(command(run, "a"), "agent disabled"));
    assertThat(state(held.run(), "a")).isEqualTo(StageState.WAITING);
    var again = apply(held.run(), new RunSignal.TryAgain("a", 0));
    assertThat(sent(again)).containsExactly("a");
  }

  @Test
  void countsNoAttemptThatWasNeverSent() {
    Run run = apply(run(stage("a", null, 1, List.of())), new RunSignal.Begin()).run();
    for (int i = 0; i < 5; i++) {
      run = apply(run, new RunSignal.Held(command(run, "a"), "agent disabled")).run();
      run = apply(run, new RunSignal.TryAgain("a", 0)).run();
    }
    run = apply(run, new RunSignal.Failed(command(run, "a"), FLAKY)).run();
    assertThat(state(run, "a")).isEqualTo(StageState.WAITING);
  }

  /** Whatever comes in whatever order: a run ends, ended stages stay, no command is sent twice. */
  @Test
  void keepsItsPromisesUnderRandomSignals() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var commands = new ArrayList<UUID>();
      var begun = apply(diamond(), new RunSignal.Begin());
      Run run = begun.run();
      collect(begun, commands);
      for (int i = 0; i < 200 && !run.ended(); i++) {
        var next = apply(run, random(random, commands));
        for (Stage before : run.stages()) {
          if (before.state().ended()) {
            assertThat(next.run().require(before.id())).as("seed %d", seed).isEqualTo(before);
          }
        }
        run = next.run();
        collect(next, commands);
      }
      assertThat(run.ended()).as("seed %d", seed).isTrue();
      assertThat(commands).as("seed %d", seed).doesNotHaveDuplicates();
    }
  }

  private static void collect(RunEngine.Transition transition, List<UUID> commands) {
    for (Effect effect : transition.effects()) {
      if (effect instanceof Effect.Send(var command, int attempt)) {
        commands.add(command.commandId());
      }
    }
  }

  private static RunSignal random(Random random, List<UUID> commands) {
    UUID command = commands.get(random.nextInt(commands.size()));
    return switch (random.nextInt(12)) {
      case 0 -> new RunSignal.Failed(command, BROKEN);
      case 1 -> new RunSignal.Cancelled(command);
      case 2 -> new RunSignal.Progressed(command, 5, "on");
      case 3 ->
          random.nextInt(10) == 0 ? new RunSignal.CancelRequested("no") : new RunSignal.Begin();
      default -> new RunSignal.Succeeded(command, Json.tree(Map.of()));
    };
  }
}
