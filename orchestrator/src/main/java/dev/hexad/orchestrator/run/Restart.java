package dev.hexad.orchestrator.run;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Doing an ended run again. A stage is taken over when it succeeded, is not the one to start from
 * and all that it needs is taken over too; everything else is done again.
 */
final class Restart {
  private final Run old;
  private final @Nullable String from;
  private final Map<String, Boolean> inherited = new HashMap<>();

  private Restart(Run old, @Nullable String from) {
    this.old = old;
    this.from = from;
  }

  /**
   * The run that does another one again.
   *
   * @param from the stage to start from, null for all that did not succeed
   * @throws HexadException of type conflict when the run has not ended or nothing of it went wrong,
   *     invalid when there is no such stage
   */
  static Run of(Run old, @Nullable String from, UUID id, Instant now) {
    if (!old.ended()) {
      throw new HexadException(
          ProblemType.CONFLICT, "The run has not ended; cancel it or wait for its end.");
    }
    if (from != null && old.stage(from).isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The run has no stage '"
              + from
              + "'; it has "
              + old.stages().stream().map(Stage::id).toList()
              + ".");
    }
    if (from == null && old.stages().stream().noneMatch(Restart::wentWrong)) {
      throw new HexadException(
          ProblemType.CONFLICT, "No stage of the run failed; name the 'stage' to start from.");
    }
    return new Restart(old, from).run(id, now);
  }

  private Run run(UUID id, Instant now) {
    boolean resolvedAgain =
        old.stages().stream().anyMatch(stage -> stage.expands() && !inherits(stage));
    List<Stage> stages =
        old.stages().stream()
            .filter(stage -> stage.undoes() == null)
            .filter(stage -> stage.expands() || !resolvedAgain)
            .map(this::next)
            .toList();
    return old.again(id, stages, resolvedAgain ? null : old.group(), now);
  }

  private Stage next(Stage stage) {
    if (inherits(stage)) {
      return stage.inherited(old.id());
    }
    boolean goesOn = wentWrong(stage) && allBeforeInherited(stage);
    return Stage.again(stage.definition(), stage.expands(), goesOn ? stage.commandId() : null);
  }

  private boolean inherits(Stage stage) {
    Boolean known = inherited.get(stage.id());
    if (known == null) {
      known =
          stage.state() == StageState.SUCCEEDED
              && !stage.id().equals(from)
              && !undone(stage)
              && allBeforeInherited(stage);
      inherited.put(stage.id(), known);
    }
    return known;
  }

  /** What was taken back, or may have been in part, is done again. */
  private boolean undone(Stage stage) {
    return old.stages().stream().anyMatch(other -> stage.id().equals(other.undoes()));
  }

  private boolean allBeforeInherited(Stage stage) {
    return stage.definition().needs().stream().map(old::require).allMatch(this::inherits);
  }

  private static boolean wentWrong(Stage stage) {
    return stage.state() == StageState.FAILED || stage.state() == StageState.CANCELLED;
  }
}
