package dev.hexad.orchestrator.run;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run: stages that form a directed acyclic graph. Immutable; {@link RunEngine} makes the next
 * one.
 *
 * @param cancelReason set from the moment that somebody asked to cancel
 * @param group the group whose turn it takes, null when it waits for nobody
 * @param restartOf the run that this one does again, null for a first run
 * @param paused why nothing new starts in it, null while it is not paused
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
    @Nullable UUID restartOf,
    @Nullable String paused) {
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
        id,
        null);
  }

  boolean ended() {
    return switch (state) {
      case QUEUED, RUNNING, PAUSED -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }

  /** The state as people see it. */
  RunState shown() {
    return paused != null && !ended() ? RunState.PAUSED : state;
  }

  /** Whether it takes back what it did. */
  boolean undoing() {
    return stages.stream().anyMatch(stage -> stage.undoes() != null);
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
    return change(d ->
        d.stages = stages.stream().map(s -> s.id().equals(changed.id()) ? changed : s).toList());
  }

  /** The run goes on with more stages and knows more of its change. */
  Run expanded(List<Stage> more, @Nullable ChangeRef known) {
    var all = new ArrayList<>(stages);
    all.addAll(more);
    return change(d -> {
      d.stages = all;
      d.change = known == null ? change : known;
    });
  }

  /** It belongs to this group from now on. */
  Run in(@Nullable Group newGroup) {
    return change(d -> d.group = newGroup);
  }

  /** It waits for its turn. */
  Run queued() {
    return change(d -> d.state = RunState.QUEUED);
  }

  /** Its turn has come. */
  Run admitted() {
    return change(d -> d.state = RunState.RUNNING);
  }

  /** Nothing new starts in it; null lets it go on. */
  Run paused(@Nullable String why) {
    return change(d -> d.paused = why);
  }

  Run cancelling(String why) {
    return change(d -> {
      d.cancelReason = why;
      d.paused = null;
    });
  }

  Run ended(RunState end, Instant now, @Nullable String why) {
    return change(d -> {
      d.state = end;
      d.finishedAt = now;
      d.reason = why;
      d.paused = null;
    });
  }

  private Run change(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** The parts of a run that change. */
  private static final class Draft {
    private final Run from;
    private @Nullable ChangeRef change;
    private RunState state;
    private List<Stage> stages;
    private @Nullable Instant finishedAt;
    private @Nullable String reason;
    private @Nullable String cancelReason;
    private @Nullable Group group;
    private @Nullable String paused;

    Draft(Run from) {
      this.from = from;
      change = from.change;
      state = from.state;
      stages = from.stages;
      finishedAt = from.finishedAt;
      reason = from.reason;
      cancelReason = from.cancelReason;
      group = from.group;
      paused = from.paused;
    }

    Run done() {
      return new Run(
          from.id,
          from.tenant,
          from.name,
          from.applicationId,
          change,
          state,
          stages,
          from.createdAt,
          finishedAt,
          reason,
          cancelReason,
          group,
          from.restartOf,
          paused);
    }
  }
}
