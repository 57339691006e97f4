package dev.hexad.orchestrator.run;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a run ends whose stages have all ended. */
record Outcome(RunState state, @Nullable String reason) {
  private static final int REASONS = 3;

  static Outcome of(Run run) {
    Optional<Stage> failed = first(run, StageState.FAILED);
    if (run.cancelReason() != null) {
      return new Outcome(RunState.CANCELLED, run.cancelReason() + undone(run));
    }
    if (failed.isPresent()) {
      return new Outcome(RunState.FAILED, why(failed.get()) + undone(run));
    }
    return first(run, StageState.CANCELLED).isPresent()
        ? new Outcome(RunState.CANCELLED, null)
        : new Outcome(RunState.SUCCEEDED, nothingDone(run));
  }

  private static Optional<Stage> first(Run run, StageState state) {
    return run.stages().stream().filter(stage -> stage.state() == state).findFirst();
  }

  /** What was taken back, and what could not be. */
  private static String undone(Run run) {
    List<Stage> undo = run.stages().stream().filter(stage -> stage.undoes() != null).toList();
    List<String> failed =
        undo.stream()
            .filter(stage -> stage.state() != StageState.SUCCEEDED)
            .map(stage -> String.valueOf(stage.undoes()))
            .toList();
    if (undo.isEmpty()) {
      return "";
    }
    return failed.isEmpty()
        ? "; everything that can be undone was undone"
        : "; not undone: " + String.join(", ", failed);
  }

  private static String why(Stage failed) {
    var problem = failed.problem();
    return failed.id() + ": " + (problem == null ? "failed" : problem.detail());
  }

  /** Says why when no stage did anything; null when one did. */
  private static @Nullable String nothingDone(Run run) {
    List<Stage> work = run.stages().stream().filter(stage -> !stage.expands()).toList();
    if (work.isEmpty()) {
      return "nothing to do: the pipeline has no stages";
    }
    if (!work.stream().allMatch(stage -> stage.state() == StageState.SKIPPED)) {
      return null;
    }
    return work.stream()
        .map(Stage::message)
        .filter(Objects::nonNull)
        .distinct()
        .limit(REASONS)
        .collect(Collectors.joining("; ", "nothing to do: ", ""));
  }
}
