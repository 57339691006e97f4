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
      return new Outcome(RunState.CANCELLED, run.cancelReason());
    }
    if (failed.isPresent()) {
      return new Outcome(RunState.FAILED, why(failed.get()));
    }
    return first(run, StageState.CANCELLED).isPresent()
        ? new Outcome(RunState.CANCELLED, null)
        : new Outcome(RunState.SUCCEEDED, nothingDone(run));
  }

  private static Optional<Stage> first(Run run, StageState state) {
    return run.stages().stream().filter(stage -> stage.state() == state).findFirst();
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
