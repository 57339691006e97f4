package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Concurrency;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs and signals for tests of the engine. */
final class RunSamples {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final Problem BROKEN = Problem.of(ProblemType.STEP_FAILED, "exit code 1");

  private RunSamples() {}

  static Pipeline.Stage stage(String id, String... needs) {
    return conditional(id, null, null, needs);
  }

  static Pipeline.Stage conditional(
      String id, Pipeline.@Nullable Condition when, @Nullable String onlyIf, String... needs) {
    return new Pipeline.Stage(
        id, "x." + id, List.of(needs), when, null, Map.of(), 60, 0, 0, onlyIf, List.of(), null);
  }

  static Run run(Pipeline.Stage... stages) {
    return Run.fresh(
        Ids.derived("run"),
        "default",
        "test",
        null,
        null,
        List.of(stages).stream().map(s -> Stage.pending(s, false)).toList(),
        NOW);
  }

  /** A run whose first stage finds the others. */
  static Run resolving() {
    var resolve =
        new Pipeline.Stage("pipeline", "ci.resolve", List.of(), null, null, Map.of(), 60, 0, 0);
    return Run.fresh(
        Ids.derived("resolving"),
        "default",
        "test",
        null,
        null,
        List.of(Stage.pending(resolve, true)),
        NOW);
  }

  static Group group(Concurrency.Mode mode) {
    return new Group("app/deploy", "deploy", mode);
  }

  static RunEngine.Transition apply(Run run, RunSignal signal) {
    return RunEngine.apply(run, signal, NOW);
  }

  static Run begun(Run run) {
    return apply(run, new RunSignal.Begin()).run();
  }

  static RunSignal done(Run run, String stage) {
    return done(run, stage, Json.tree(Map.of("from", stage)));
  }

  static RunSignal done(Run run, String stage, JsonNode result) {
    return new RunSignal.Succeeded(command(run, stage), result);
  }

  static RunSignal failed(Run run, String stage) {
    return new RunSignal.Failed(command(run, stage), BROKEN);
  }

  static UUID command(Run run, String stage) {
    return Objects.requireNonNull(run.require(stage).commandId());
  }

  static List<CommandRequest> commands(RunEngine.Transition transition) {
    return transition.effects().stream()
        .filter(Effect.Send.class::isInstance)
        .map(effect -> ((Effect.Send) effect).command())
        .toList();
  }

  static List<String> sent(RunEngine.Transition transition) {
    return commands(transition).stream().map(command -> String.valueOf(command.stage())).toList();
  }

  static StageState state(Run run, String stage) {
    return run.require(stage).state();
  }
}
