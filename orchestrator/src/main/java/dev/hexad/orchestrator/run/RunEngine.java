package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.event.GateDecided;
import dev.hexad.contracts.event.RunFinished;
import dev.hexad.contracts.event.RunPaused;
import dev.hexad.contracts.event.RunResumed;
import dev.hexad.contracts.event.RunStarted;
import dev.hexad.contracts.event.StageChanged;
import dev.hexad.contracts.gate.Gate;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.gate.AtGate;
import dev.hexad.orchestrator.gate.Decision;
import dev.hexad.orchestrator.gate.GateAnswer;
import dev.hexad.orchestrator.gate.GateFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
      case RunSignal.Begin(boolean room) -> begin(room);
      case RunSignal.Room room -> {
        if (run.state() == RunState.QUEUED) {
          run = run.admitted();
          enter();
        }
      }
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
              .ifPresent(this::goOn);
      case RunSignal.PauseRequested(String by, String reason) -> pause(by, reason);
      case RunSignal.ResumeRequested(String by) -> resume(by);
      case RunSignal.Decided(String stage, Decision decision) -> decided(stage, decision);
      case RunSignal.Answered(String stage, AtGate.Answer answer) ->
          atGate(stage).ifPresent(s -> at(s, gateOf(s).answered(answer)));
      case RunSignal.LookAgain(String stage) -> atGate(stage).ifPresent(this::look);
      case RunSignal.Looked(String stage, GateFacts facts) ->
          atGate(stage).ifPresent(s -> looked(s, facts));
      case RunSignal.NeedsLease(UUID command, List<String> resources) ->
          running(command).ifPresent(s -> acquire(s.held("about to ask"), resources));
      case RunSignal.Leased(String stage, CommandRequest.Lease lease) ->
          run.stage(stage)
              .filter(s -> s.state() == StageState.WAITING && s.lease() == null)
              .ifPresent(s -> leased(s, lease));
      case RunSignal.CancelRequested(String reason) -> cancel(reason);
      case RunSignal.Wake wake -> wake();
      case RunSignal.Admitted admitted -> run = run.admitted();
    }
  }

  private void begin(boolean room) {
    tell(new RunStarted(run.id(), run.change(), run.name()));
    for (Stage stage : run.stages()) {
      if (stage.inheritedFrom() != null) {
        told(stage, StageState.PENDING, "inherited from run " + stage.inheritedFrom());
      }
    }
    if (!room) {
      run = run.queued();
      return;
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
            && (run.cancelReason() == null || stage.undoes() != null);
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
    if (stage.state() == StageState.WAITING && stage.gate() != null) {
      String detail =
          "The gate did not open within "
              + stage.definition().timeout()
              + " s; last: "
              + stage.message()
              + ".";
      end(stage, StageState.FAILED, null, Problem.of(ProblemType.TIMED_OUT, detail));
      return;
    }
    if (stage.state() != StageState.RUNNING) {
      return;
    }
    if (run.cancelReason() != null && stage.undoes() == null) {
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

  /** What takes effects back is not stopped. */
  private void cancel(String reason) {
    if (run.cancelReason() != null || run.undoing()) {
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
    if (run.cancelReason() == null && (run.state() == RunState.QUEUED || run.paused() != null)) {
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
    if (run.cancelReason() != null && stage.undoes() == null) {
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

  /** A waiting stage may try again, unless nothing new starts now. */
  private void goOn(Stage stage) {
    if (stage.gate() != null) {
      look(stage);
    } else if (run.paused() == null) {
      start(stage);
    }
  }

  private void start(Stage stage) {
    Inputs.Resolved inputs = Inputs.resolve(run, stage.definition());
    if (inputs instanceof Inputs.Resolved.Missing(String detail)) {
      end(stage, StageState.FAILED, null, Problem.of(ProblemType.INVALID, detail));
      return;
    }
    JsonNode parameters = ((Inputs.Resolved.Complete) inputs).parameters();
    if (stage.definition().isGate()) {
      reach(stage);
      return;
    }
    List<String> leases = stage.definition().leases();
    if (stage.lease() == null && !leases.isEmpty()) {
      acquire(stage, leases);
      return;
    }
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
                stage.restartOf(),
                stage.lease()),
            sent.attempt()));
  }

  private void acquire(Stage stage, List<String> resources) {
    String reason = "waits until nobody else works on " + String.join(", ", resources);
    change(stage, stage.waiting(reason), reason);
    effects.add(new Effect.Acquire(stage.id(), resources));
  }

  private void leased(Stage stage, CommandRequest.Lease lease) {
    Stage leased = stage.leased(lease);
    run = run.with(leased);
    if (run.paused() == null) {
      start(leased);
    }
  }

  private void reach(Stage stage) {
    Stage reached = stage.reached(now, "the run has come to it");
    change(stage, reached, reached.message());
    effects.add(new Effect.Reach(reached));
    Duration timeout = Duration.ofSeconds(stage.definition().timeout());
    effects.add(new Effect.TimeOut(reached.id(), reached.attempt(), timeout));
    look(reached);
  }

  private Optional<Stage> atGate(String stage) {
    return run.stage(stage).filter(s -> s.state() == StageState.WAITING && s.gate() != null);
  }

  private static AtGate gateOf(Stage stage) {
    return Objects.requireNonNull(stage.gate());
  }

  private void look(Stage stage) {
    effects.add(new Effect.Look(stage.id()));
  }

  private void at(Stage stage, AtGate changed) {
    Stage next = stage.at(changed);
    run = run.with(next);
    look(next);
  }

  private void decided(String stageId, Decision decision) {
    atGate(stageId)
        .ifPresent(stage -> {
          at(stage, gateOf(stage).decided(decision));
          tell(
              new GateDecided(
                  run.id(),
                  stageId,
                  decision.by(),
                  decision.approved(),
                  decision.comment(),
                  decision.input()));
        });
  }

  private void looked(Stage stage, GateFacts facts) {
    Gate gate;
    try {
      gate = Gates.of(run, stage);
    } catch (IllegalArgumentException e) {
      String detail = "The gate cannot be read: " + e.getMessage();
      end(stage, StageState.FAILED, null, Problem.of(ProblemType.PIPELINE_INVALID, detail));
      return;
    }
    switch (Gates.look(run, stage, gate, facts)) {
      case GateAnswer.Opened(JsonNode result) -> end(stage, StageState.SUCCEEDED, result, null);
      case GateAnswer.Refused(Problem problem) -> end(stage, StageState.FAILED, null, problem);
      case GateAnswer.Closed(String reason, Instant again) -> {
        if (!reason.equals(stage.message())) {
          Stage told = stage.progressed(null, reason);
          change(stage, told, reason);
        }
        if (again != null && again.isAfter(now)) {
          effects.add(
              new Effect.TryAgain(stage.id(), stage.attempt(), Duration.between(now, again)));
        }
      }
    }
  }

  private void pause(String by, @Nullable String reason) {
    if (run.paused() == null && run.cancelReason() == null) {
      run = run.paused("paused by " + by + (reason == null ? "" : ": " + reason));
      tell(new RunPaused(run.id(), by, reason));
    }
  }

  private void resume(String by) {
    if (run.paused() == null) {
      return;
    }
    run = run.paused(null);
    tell(new RunResumed(run.id(), by));
    run.stages().stream().filter(s -> s.state() == StageState.WAITING).forEach(this::goOn);
  }

  private void end(
      Stage stage, StageState state, @Nullable JsonNode result, @Nullable Problem problem) {
    if (stage.gate() != null) {
      effects.add(new Effect.Pass(stage.id()));
    }
    if (stage.lease() != null || stage.state() == StageState.WAITING && stage.gate() == null) {
      effects.add(new Effect.Release(stage.id()));
    }
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
    if (outcome.state() != RunState.SUCCEEDED && !run.undoing()) {
      List<Stage> undo = Compensation.of(run);
      if (!undo.isEmpty()) {
        run = run.expanded(undo, null);
        advance();
        return;
      }
    }
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
