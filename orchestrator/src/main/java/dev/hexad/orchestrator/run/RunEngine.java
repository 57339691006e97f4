package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.event.RunFinished;
import dev.hexad.contracts.event.RunStarted;
import dev.hexad.contracts.event.StageChanged;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rules of runs, without any input or output: a run and a signal give the next run and what is
 * to be done. The same signal again changes nothing. Command ids follow from run, stage and
 * attempt, so that a transition done twice sends the same command.
 */
final class RunEngine {
  /** After a cancel request, agents get this long to say that they stopped. */
  static final Duration CANCEL_GRACE = Duration.ofSeconds(30);

  /** How long a held stage waits before the agent is asked again. */
  static final Duration HOLD = Duration.ofSeconds(3);

  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(2);

  private final Instant now;
  private final List<Effect> effects = new ArrayList<>();
  private Run run;

  private RunEngine(Run run, Instant now) {
    this.run = run;
    this.now = now;
  }

  /** The next run and what is to be done. */
  record Transition(Run run, List<Effect> effects) {
    Transition {
      effects = List.copyOf(effects);
    }
  }

  static Transition apply(Run run, RunSignal signal, Instant now) {
    if (run.ended()) {
      return new Transition(run, List.of());
    }
    var engine = new RunEngine(run, now);
    engine.handle(signal);
    engine.advance();
    return new Transition(engine.run, engine.effects);
  }

  private void handle(RunSignal signal) {
    switch (signal) {
      case RunSignal.Begin begin -> begin();
      case RunSignal.Progressed(UUID command, Integer percent, String message) ->
          running(command).ifPresent(s -> run = run.with(s.progressed(percent, message)));
      case RunSignal.Succeeded(UUID command, JsonNode result) ->
          running(command).ifPresent(s -> succeeded(s, result));
      case RunSignal.Failed(UUID command, Problem problem) ->
          running(command).ifPresent(s -> failed(s, problem));
      case RunSignal.Cancelled(UUID command) ->
          running(command).ifPresent(s -> end(s, StageState.CANCELLED, null, null));
      case RunSignal.Held(UUID command, String reason) ->
          running(command).ifPresent(s -> hold(s, reason));
      case RunSignal.TimedOut(String stage, int attempt) ->
          run.stage(stage).filter(s -> s.attempt() == attempt).ifPresent(this::timedOut);
      case RunSignal.TryAgain(String stage, int attempt) ->
          run.stage(stage)
              .filter(s -> s.attempt() == attempt && s.state() == StageState.WAITING)
              .ifPresent(this::start);
      case RunSignal.CancelRequested(String reason) -> cancel(reason);
      case RunSignal.Wake wake -> wake();
      case RunSignal.Admitted admitted -> run = run.admitted();
    }
  }

  private void begin() {
    tell(new RunStarted(run.id(), run.change(), run.name()));
    for (Stage stage : run.stages()) {
      if (stage.inheritedFrom() != null) {
        told(stage, StageState.PENDING, "inherited from run " + stage.inheritedFrom());
      }
    }
    enter();
  }

  /** Waits for its turn before anything else starts, unless nothing will start anyway. */
  private void enter() {
    boolean work =
        run.stages().stream()
            .anyMatch(s -> s.state() == StageState.PENDING && s.definition().skip() == null);
    Group group = run.group();
    if (group != null && work && run.cancelReason() == null) {
      run = run.queued();
      effects.add(new Effect.Enter(group));
    }
  }

  private void wake() {
    Group group = run.group();
    if (group != null && run.state() == RunState.QUEUED) {
      effects.add(new Effect.Ask(group));
    }
  }

  private Optional<Stage> running(UUID command) {
    return run.stageOf(command).filter(s -> s.state() == StageState.RUNNING);
  }

  private void succeeded(Stage stage, JsonNode result) {
    if (!stage.expands()) {
      end(stage, StageState.SUCCEEDED, result, null);
      return;
    }
    try {
      run = Expansion.of(run, stage.id(), result);
    } catch (IllegalArgumentException e) {
      String detail = "The stages that were read cannot be run: " + e.getMessage();
      end(stage, StageState.FAILED, null, Problem.of(ProblemType.PIPELINE_INVALID, detail));
      return;
    }
    end(stage, StageState.SUCCEEDED, result, null);
    enter();
  }

  private void failed(Stage stage, Problem problem) {
    boolean again =
        Boolean.TRUE.equals(problem.retryable())
            && stage.attempt() <= stage.definition().maxRetries()
            && run.cancelReason() == null;
    if (!again) {
      end(stage, StageState.FAILED, null, problem);
      return;
    }
    Duration backOff = FIRST_BACK_OFF.multipliedBy(1L << Math.min(8, stage.attempt() - 1));
    Stage waiting = stage.waiting("tried again soon: " + problem.detail());
    change(stage, waiting, problem.detail());
    effects.add(new Effect.TryAgain(stage.id(), stage.attempt(), backOff));
  }

  private void hold(Stage stage, String reason) {
    Stage held = stage.held(reason);
    change(stage, held, reason);
    effects.add(new Effect.TryAgain(held.id(), held.attempt(), HOLD));
  }

  private void timedOut(Stage stage) {
    if (stage.state() != StageState.RUNNING) {
      return;
    }
    if (run.cancelReason() != null) {
      end(stage, StageState.CANCELLED, null, null);
      return;
    }
    stop(stage, "the stage's time is up");
    failed(
        stage,
        Problem.of(
            ProblemType.TIMED_OUT,
            "The stage did not end within " + stage.definition().timeout() + " s."));
  }

  private void cancel(String reason) {
    if (run.cancelReason() != null) {
      return;
    }
    run = run.cancelling(reason);
    for (Stage stage : run.stages()) {
      switch (stage.state()) {
        case PENDING, WAITING -> end(stage, StageState.CANCELLED, null, null);
        case RUNNING -> {
          stop(stage, reason);
          effects.add(new Effect.TimeOut(stage.id(), stage.attempt(), CANCEL_GRACE));
        }
        case SUCCEEDED, FAILED, SKIPPED, CANCELLED -> {}
      }
    }
  }

  private void stop(Stage stage, String reason) {
    UUID command = stage.commandId();
    if (command != null) {
      effects.add(new Effect.Stop(command, stage.definition().uses(), reason));
    }
  }

  /** Starts and skips stages until nothing more follows, then looks whether the run is over. */
  private void advance() {
    if (run.state() == RunState.QUEUED && run.cancelReason() == null) {
      return;
    }
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Stage stage : run.stages()) {
        if (stage.state() == StageState.PENDING) {
          moved |= advance(stage);
        }
      }
    }
    if (run.stages().stream().allMatch(s -> s.state().ended())) {
      finish();
    }
  }

  private boolean advance(Stage stage) {
    if (run.cancelReason() != null) {
      end(stage, StageState.CANCELLED, null, null);
      return true;
    }
    switch (Readiness.of(run, stage)) {
      case Readiness.NotYet notYet -> {
        return false;
      }
      case Readiness.Ready ready -> start(stage);
      case Readiness.Skip(String reason) -> change(stage, stage.skipped(now, reason), reason);
      case Readiness.Broken(Problem problem) -> end(stage, StageState.FAILED, null, problem);
    }
    return true;
  }

  private void start(Stage stage) {
    Inputs.Resolved inputs = Inputs.resolve(run, stage.definition());
    if (inputs instanceof Inputs.Resolved.Missing(String detail)) {
      end(stage, StageState.FAILED, null, Problem.of(ProblemType.INVALID, detail));
      return;
    }
    JsonNode parameters = ((Inputs.Resolved.Complete) inputs).parameters();
    UUID command = Ids.derived(run.id(), stage.id(), stage.attempt() + 1);
    Stage sent = stage.sent(command, now);
    Duration timeout = Duration.ofSeconds(stage.definition().timeout());
    change(stage, sent, null);
    effects.add(
        new Effect.Send(
            new CommandRequest(
                command,
                stage.definition().uses(),
                run.id(),
                stage.id(),
                run.change(),
                now.plus(timeout),
                parameters,
                stage.restartOf()),
            sent.attempt()));
  }

  private void end(
      Stage stage, StageState state, @Nullable JsonNode result, @Nullable Problem problem) {
    change(
        stage, stage.ended(state, now, result, problem), problem == null ? null : problem.detail());
  }

  private void change(Stage from, Stage to, @Nullable String detail) {
    run = run.with(to);
    told(to, from.state(), detail);
  }

  private void told(Stage stage, StageState from, @Nullable String detail) {
    tell(
        new StageChanged(
            run.id(), stage.id(), from.name(), stage.state().name(), stage.commandId(), detail));
  }

  private void finish() {
    Outcome outcome = Outcome.of(run);
    run = run.ended(outcome.state(), now, outcome.reason());
    tell(new RunFinished(run.id(), outcome.state().name(), outcome.reason()));
    if (run.group() != null) {
      effects.add(new Effect.Leave(run.group()));
    }
  }

  private void tell(Event event) {
    effects.add(new Effect.Tell(event));
  }
}
