package dev.hexad.orchestrator.run;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run: stages that form a directed acyclic graph. Immutable; {@link RunEngine} makes the next
 * one.
 *
 * @param cancelReason set from the moment that somebody asked to cancel
 */
record Run(
    UUID id,
    String tenant,
    String name,
    @Nullable UUID applicationId,
    @Nullable ChangeRef change,
    RunState state,
    List<Stage> stages,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable String reason,
    @Nullable String cancelReason) {
  Run {
    stages = List.copyOf(stages);
  }

  boolean ended() {
    return switch (state) {
      case RUNNING -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }

  Optional<Stage> stage(String stageId) {
    return stages.stream().filter(s -> s.id().equals(stageId)).findFirst();
  }

  Stage require(String stageId) {
    return stage(stageId).orElseThrow(() -> HexadException.notFound("stage", stageId));
  }

  Optional<Stage> stageOf(UUID command) {
    return stages.stream().filter(s -> command.equals(s.commandId())).findFirst();
  }

  Run with(Stage changed) {
    return withStages(stages.stream().map(s -> s.id().equals(changed.id()) ? changed : s).toList());
  }

  Run withStages(List<Stage> next) {
    return new Run(
        id,
        tenant,
        name,
        applicationId,
        change,
        state,
        next,
        createdAt,
        finishedAt,
        reason,
        cancelReason);
  }

  /** The run goes on with more stages and knows more of its change. */
  Run expanded(List<Stage> more, @Nullable ChangeRef known) {
    var all = new ArrayList<>(stages);
    all.addAll(more);
    return new Run(
        id,
        tenant,
        name,
        applicationId,
        known == null ? change : known,
        state,
        all,
        createdAt,
        finishedAt,
        reason,
        cancelReason);
  }

  Run cancelling(String why) {
    return new Run(
        id, tenant, name, applicationId, change, state, stages, createdAt, finishedAt, reason, why);
  }

  Run ended(RunState end, Instant now, @Nullable String why) {
    return new Run(
        id, tenant, name, applicationId, change, end, stages, createdAt, now, why, cancelReason);
  }
}
