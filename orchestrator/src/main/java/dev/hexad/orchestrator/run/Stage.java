package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.orchestrator.gate.AtGate;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A stage of a run.
 *
 * @param expands its result carries the stages that the run goes on with
 * @param attempt 0 before the first command was sent
 * @param inheritedFrom the run that did the work, null when it is this one
 * @param restartOf the command of another run that this stage does again, null for none
 * @param gate what has happened at it since it was reached, null for what is no gate
 * @param lease what it works on alone, null while it has none
 * @param undoes the stage whose effect it takes back, null for an ordinary stage
 */
record Stage(
    Pipeline.Stage definition,
    boolean expands,
    StageState state,
    int attempt,
    @Nullable UUID commandId,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Integer percent,
    @Nullable String message,
    @Nullable JsonNode result,
    @Nullable Problem problem,
    @Nullable UUID inheritedFrom,
    @Nullable UUID restartOf,
    @Nullable AtGate gate,
    CommandRequest.@Nullable Lease lease,
    @Nullable String undoes) {

  static Stage pending(Pipeline.Stage definition, boolean expands) {
    return again(definition, expands, null);
  }

  /** A stage that has everything before it, and goes on where a command of another run failed. */
  static Stage again(Pipeline.Stage definition, boolean expands, @Nullable UUID restartOf) {
    return new Stage(
        definition,
        expands,
        StageState.PENDING,
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        restartOf,
        null,
        null,
        null);
  }

  /** A stage that takes the effect of another one back. */
  static Stage undoing(Pipeline.Stage definition, String undone) {
    return new Draft(pending(definition, false)).with(d -> d.undoes = undone);
  }

  String id() {
    return definition.id();
  }

  /** The same stage in a run that takes its work over. */
  Stage inherited(UUID from) {
    return change(d -> {
      d.inheritedFrom = inheritedFrom == null ? from : inheritedFrom;
      d.restartOf = null;
      d.lease = null;
    });
  }

  /** A command was made for the next attempt. */
  Stage sent(UUID command, Instant now) {
    return change(d -> {
      d.state = StageState.RUNNING;
      d.attempt++;
      d.commandId = command;
      d.startedAt = startedAt == null ? now : startedAt;
      d.forgetOutcome();
    });
  }

  /** The run has come to it and waits until it opens. */
  Stage reached(Instant now, String reason) {
    return change(d -> {
      d.state = StageState.WAITING;
      d.attempt++;
      d.startedAt = now;
      d.message = reason;
      d.gate = AtGate.reached(now);
    });
  }

  /** Something happened at the gate. */
  Stage at(AtGate changed) {
    return change(d -> d.gate = changed);
  }

  /** Nothing runs for it now; the reason is shown. */
  Stage waiting(String reason) {
    return change(d -> {
      d.state = StageState.WAITING;
      d.forgetOutcome();
      d.message = reason;
    });
  }

  /** Its command was not sent, so that the attempt does not count. */
  Stage held(String reason) {
    return change(d -> {
      d.state = StageState.WAITING;
      d.attempt--;
      d.commandId = null;
      d.forgetOutcome();
      d.message = reason;
    });
  }

  /** It may work on something alone. */
  Stage leased(CommandRequest.Lease granted) {
    return change(d -> d.lease = granted);
  }

  Stage progressed(@Nullable Integer newPercent, String newMessage) {
    return change(d -> {
      d.percent = newPercent;
      d.message = newMessage;
    });
  }

  /** It will not run; the reason is shown. */
  Stage skipped(Instant now, String reason) {
    return change(d -> {
      d.state = StageState.SKIPPED;
      d.finishedAt = now;
      d.message = reason;
    });
  }

  Stage ended(
      StageState end, Instant now, @Nullable JsonNode endResult, @Nullable Problem endProblem) {
    return change(d -> {
      d.state = end;
      d.finishedAt = now;
      d.percent = end == StageState.SUCCEEDED ? Integer.valueOf(100) : percent;
      d.result = endResult;
      d.problem = endProblem;
    });
  }

  private Stage change(Consumer<Draft> change) {
    return new Draft(this).with(change);
  }

  /** The parts of a stage that change. */
  private static final class Draft {
    private final Stage from;
    private StageState state;
    private int attempt;
    private @Nullable UUID commandId;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private @Nullable Integer percent;
    private @Nullable String message;
    private @Nullable JsonNode result;
    private @Nullable Problem problem;
    private @Nullable UUID inheritedFrom;
    private @Nullable UUID restartOf;
    private @Nullable AtGate gate;
    private CommandRequest.@Nullable Lease lease;
    private @Nullable String undoes;

    Draft(Stage from) {
      this.from = from;
      state = from.state;
      attempt = from.attempt;
      commandId = from.commandId;
      startedAt = from.startedAt;
      finishedAt = from.finishedAt;
      percent = from.percent;
      message = from.message;
      result = from.result;
      problem = from.problem;
      inheritedFrom = from.inheritedFrom;
      restartOf = from.restartOf;
      gate = from.gate;
      lease = from.lease;
      undoes = from.undoes;
    }

    /** An earlier attempt's outcome is not this one's. */
    void forgetOutcome() {
      finishedAt = null;
      percent = null;
      message = null;
      result = null;
      problem = null;
      inheritedFrom = null;
    }

    Stage with(Consumer<Draft> change) {
      change.accept(this);
      return new Stage(
          from.definition,
          from.expands,
          state,
          attempt,
          commandId,
          startedAt,
          finishedAt,
          percent,
          message,
          result,
          problem,
          inheritedFrom,
          restartOf,
          gate,
          lease,
          undoes);
    }
  }
}
