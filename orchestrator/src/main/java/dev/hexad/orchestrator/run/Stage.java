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
    @Nullable Problem problem) {

  static Stage pending(Pipeline.Stage definition, boolean expands) {
    return new Stage(
        definition, expands, StageState.PENDING, 0, null, null, null, null, null, null, null);
  }

  String id() {
    return definition.id();
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
        null);
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
        null);
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
        problem);
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
        endProblem);
  }
}
