package dev.hexad.orchestrator.run;

import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.problem.Problem;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A stage of a run.
 *
 * @param expands its result carries the stages that the run goes on with
 * @param attempt 0 before the first command was sent
 * @param inheritedFrom the run that did the work, null when it is this one
 * @param restartOf the command of another run that this stage does again, null for none
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
    @Nullable UUID restartOf) {

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
        restartOf);
  }

  String id() {
    return definition.id();
  }

  /** The same stage in a run that takes its work over. */
  Stage inherited(UUID from) {
    return new Stage(
        definition,
        expands,
        state,
        attempt,
        commandId,
        startedAt,
        finishedAt,
        percent,
        message,
        result,
        problem,
        inheritedFrom == null ? from : inheritedFrom,
        null);
  }

  /** A command was made for the next attempt. */
  Stage sent(UUID command, Instant now) {
    return new Stage(
        definition,
        expands,
        StageState.RUNNING,
        attempt + 1,
        command,
        startedAt == null ? now : startedAt,
        null,
        null,
        null,
        null,
        null,
        null,
        restartOf);
  }

  /** Nothing runs for it now; the reason is shown. */
  Stage waiting(String reason) {
    return new Stage(
        definition,
        expands,
        StageState.WAITING,
        attempt,
        commandId,
        startedAt,
        null,
        null,
        reason,
        null,
        null,
        null,
        restartOf);
  }

  /** Its command was not sent, so that the attempt does not count. */
  Stage held(String reason) {
    return new Stage(
        definition,
        expands,
        StageState.WAITING,
        attempt - 1,
        null,
        startedAt,
        null,
        null,
        reason,
        null,
        null,
        null,
        restartOf);
  }

  Stage progressed(@Nullable Integer newPercent, String newMessage) {
    return new Stage(
        definition,
        expands,
        state,
        attempt,
        commandId,
        startedAt,
        null,
        newPercent,
        newMessage,
        result,
        problem,
        null,
        restartOf);
  }

  /** It will not run; the reason is shown. */
  Stage skipped(Instant now, String reason) {
    return new Stage(
        definition,
        expands,
        StageState.SKIPPED,
        attempt,
        commandId,
        startedAt,
        now,
        percent,
        reason,
        null,
        null,
        null,
        restartOf);
  }

  Stage ended(
      StageState end, Instant now, @Nullable JsonNode endResult, @Nullable Problem endProblem) {
    return new Stage(
        definition,
        expands,
        end,
        attempt,
        commandId,
        startedAt,
        now,
        end == StageState.SUCCEEDED ? Integer.valueOf(100) : percent,
        message,
        endResult,
        endProblem,
        null,
        restartOf);
  }
}
