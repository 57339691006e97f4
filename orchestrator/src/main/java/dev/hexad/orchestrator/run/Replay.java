package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.gate.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * Lets the engine go through a past run once more, with other stages. A stage that was done then
 * takes as long and ends as it did then; gates look at what was known at the time; people decide
 * what they decided then. What did not happen then is assumed to succeed at once, and that is said.
 */
final class Replay {
  /** More signals than any pipeline needs. */
  private static final int MOST_STEPS = 20_000;

  private final Run recorded;
  private final History history;
  private final UnaryOperator<JsonNode> resolved;
  private final List<String> assumptions = new ArrayList<>();
  private final List<String> waits = new ArrayList<>();
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingInt(Due::order));
  private Run run;
  private int order;

  private Replay(Run recorded, Run changed, History history, UnaryOperator<JsonNode> resolved) {
    this.recorded = recorded;
    this.run = changed;
    this.history = history;
    this.resolved = resolved;
  }

  private record Due(Instant at, int order, RunSignal signal) {}

  /**
   * How a run would have gone.
   *
   * @param waits gates that nobody would have opened, with what they wait for
   * @param assumptions what is not known from then
   */
  record Outcome(Run run, List<String> waits, List<String> assumptions) {
    Outcome {
      waits = List.copyOf(waits);
      assumptions = List.copyOf(assumptions);
    }
  }

  /**
   * Goes through a run once more.
   *
   * @param recorded as it was stored
   * @param changed the same run with other stages, before anything happened
   * @param resolved changes the result of a stage that finds others
   */
  static Outcome of(Run recorded, Run changed, History history, UnaryOperator<JsonNode> resolved) {
    var replay = new Replay(recorded, changed, history, resolved);
    replay.go();
    return new Outcome(replay.run, replay.waits, replay.assumptions);
  }

  private void go() {
    at(recorded.createdAt(), new RunSignal.Begin());
    for (int i = 0; i < MOST_STEPS && !run.ended(); i++) {
      Due next = due.poll();
      if (next == null) {
        break;
      }
      RunEngine.Transition transition = RunEngine.apply(run, next.signal(), next.at());
      run = transition.run();
      transition.effects().forEach(effect -> happen(effect, next.at()));
    }
    run.stages().stream()
        .filter(stage -> stage.state() == StageState.WAITING && stage.gate() != null)
        .forEach(stage -> waits.add(stage.id() + ": " + stage.message()));
  }

  private void at(Instant time, RunSignal signal) {
    due.add(new Due(time, order++, signal));
  }

  private void happen(Effect effect, Instant now) {
    switch (effect) {
      case Effect.Send(CommandRequest command, int attempt) -> work(command, now);
      case Effect.Look(String stage) -> at(now, new RunSignal.Looked(stage, history.at(now)));
      case Effect.Reach(Stage stage) -> reach(stage, now);
      case Effect.TryAgain(String stage, int attempt, Duration in) ->
          at(now.plus(in), new RunSignal.TryAgain(stage, attempt));
      case Effect.Acquire(String stage, List<String> resources) ->
          at(now, new RunSignal.Leased(stage, new CommandRequest.Lease(resources, 1)));
      case Effect.Enter enter -> at(now, new RunSignal.Admitted());
      default -> {
        // Nobody hears of a run that is only thought of, and its gates wait as long as they like.
      }
    }
  }

  private void reach(Stage stage, Instant now) {
    history.news(now).forEach(time -> at(time, new RunSignal.LookAgain(stage.id())));
    recorded
        .stage(stage.id())
        .map(Stage::gate)
        .ifPresent(gate -> {
          for (Decision decision : gate.decisions()) {
            Instant time = decision.at().isBefore(now) ? now : decision.at();
            at(time, new RunSignal.Decided(stage.id(), decision));
          }
          if (gate.answer() != null) {
            at(now, new RunSignal.Answered(stage.id(), gate.answer()));
          }
        });
  }

  private void work(CommandRequest command, Instant now) {
    UUID id = command.commandId();
    Optional<Stage> then =
        recorded
            .stage(String.valueOf(command.stage()))
            .filter(stage -> stage.definition().uses().equals(command.capability()))
            .filter(stage -> stage.startedAt() != null && stage.finishedAt() != null);
    if (then.isEmpty()) {
      assumptions.add(command.stage() + " was not done then; taken to succeed at once");
      at(now, new RunSignal.Succeeded(id, Json.mapper().createObjectNode()));
      return;
    }
    Stage stage = then.get();
    Duration took = Duration.between(stage.startedAt(), stage.finishedAt());
    at(now.plus(took.isNegative() ? Duration.ZERO : took), end(stage, id));
  }

  private RunSignal end(Stage stage, UUID command) {
    Problem problem = stage.problem();
    if (stage.state() == StageState.FAILED) {
      String detail = problem == null ? "It failed." : problem.detail();
      // Not of a type that is tried again: its attempts are in the time that it took.
      return new RunSignal.Failed(command, Problem.of(ProblemType.STEP_FAILED, detail));
    }
    if (stage.state() == StageState.CANCELLED) {
      return new RunSignal.Cancelled(command);
    }
    JsonNode result = stage.result();
    JsonNode told = result == null ? Json.mapper().createObjectNode() : result;
    return new RunSignal.Succeeded(command, stage.expands() ? resolved.apply(told) : told);
  }
}
