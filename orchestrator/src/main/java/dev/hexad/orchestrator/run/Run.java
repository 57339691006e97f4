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
 * @param group the group whose turn it takes, null when it waits for nobody
 * @param restartOf the run that this one does again, null for a first run
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
    @Nullable String cancelReason,
    @Nullable Group group,
    @Nullable UUID restartOf) {
  Run {
    stages = List.copyOf(stages);
  }

  /** A run that nothing has happened to. */
  static Run fresh(
      UUID id,
      String tenant,
      String name,
      @Nullable UUID applicationId,
      @Nullable ChangeRef change,
      List<Stage> stages,
      Instant now) {
    return new Run(
        id,
        tenant,
        name,
        applicationId,
        change,
        RunState.RUNNING,
        stages,
        now,
        null,
        null,
        null,
        null,
        null);
  }

  /** A fresh run that does this one again with these stages. */
  Run again(UUID newId, List<Stage> newStages, @Nullable Group newGroup, Instant now) {
    return new Run(
        newId,
        tenant,
        name,
        applicationId,
        change,
        RunState.RUNNING,
        newStages,
        now,
        null,
        null,
        null,
        newGroup,
        id);
  }

  boolean ended() {
    return switch (state) {
      case QUEUED, RUNNING -> false;
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
    return with(
        state,
        change,
        stages.stream().map(s -> s.id().equals(changed.id()) ? changed : s).toList(),
        group);
  }

  /** The run goes on with more stages and knows more of its change. */
  Run expanded(List<Stage> more, @Nullable ChangeRef known) {
    var all = new ArrayList<>(stages);
    all.addAll(more);
    return with(state, known == null ? change : known, all, group);
  }

  /** It belongs to this group from now on. */
  Run in(@Nullable Group newGroup) {
    return with(state, change, stages, newGroup);
  }

  /** It waits for its turn. */
  Run queued() {
    return with(RunState.QUEUED, change, stages, group);
  }

  /** Its turn has come. */
  Run admitted() {
    return with(RunState.RUNNING, change, stages, group);
  }

  Run cancelling(String why) {
    return new Run(
        id,
        tenant,
        name,
        applicationId,
        change,
        state,
        stages,
        createdAt,
        finishedAt,
        reason,
        why,
        group,
        restartOf);
  }

  Run ended(RunState end, Instant now, @Nullable String why) {
    return new Run(
        id,
        tenant,
        name,
        applicationId,
        change,
        end,
        stages,
        createdAt,
        now,
        why,
        cancelReason,
        group,
        restartOf);
  }

  private Run with(
      RunState newState,
      @Nullable ChangeRef newChange,
      List<Stage> newStages,
      @Nullable Group newGroup) {
    return new Run(
        id,
        tenant,
        name,
        applicationId,
        newChange,
        newState,
        newStages,
        createdAt,
        finishedAt,
        reason,
        cancelReason,
        newGroup,
        restartOf);
  }
}
