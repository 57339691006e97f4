package dev.hexad.orchestrator.run;

import dev.hexad.contracts.expression.Condition.ConditionException;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a stage that has not started can start, seen from the stages before it. */
sealed interface Readiness {
  /** A stage that it needs has not ended. */
  record NotYet() implements Readiness {}

  record Ready() implements Readiness {}

  record Skip(String reason) implements Readiness {}

  record Broken(Problem problem) implements Readiness {}

  static Readiness of(Run run, Stage stage) {
    Pipeline.Stage definition = stage.definition();
    List<Stage> needs = definition.needs().stream().map(run::require).toList();
    if (!needs.stream().allMatch(need -> need.state().ended())) {
      return new NotYet();
    }
    if (definition.skip() != null) {
      return new Skip(definition.skip());
    }
    return switch (definition.condition()) {
      case SUCCEEDED ->
          needs.stream()
              .filter(need -> need.state() != StageState.SUCCEEDED)
              .findFirst()
              .<Readiness>map(
                  need -> new Skip("it needs '" + need.id() + "', which is " + need.state()))
              .orElseGet(() -> asked(run, definition));
      case FAILED ->
          failedAbove(run, definition, new HashSet<>())
              ? asked(run, definition)
              : new Skip("nothing failed before it");
      case ALWAYS -> asked(run, definition);
    };
  }

  private static Readiness asked(Run run, Pipeline.Stage definition) {
    String condition = definition.onlyIf();
    if (condition == null) {
      return new Ready();
    }
    try {
      return OnlyIf.holds(condition, run) ? new Ready() : new Skip(condition + " is false");
    } catch (ConditionException e) {
      String detail =
          "The condition of stage '" + definition.id() + "' fails: " + e.getMessage() + ".";
      return new Broken(Problem.of(ProblemType.PIPELINE_INVALID, detail));
    }
  }

  /** True when a stage that it needs failed, or was skipped because one above it failed. */
  private static boolean failedAbove(Run run, Pipeline.Stage below, Set<String> seen) {
    return below.needs().stream()
        .filter(seen::add)
        .map(run::require)
        .anyMatch(need ->
            need.state() == StageState.FAILED
                || (need.state() == StageState.SKIPPED
                    && failedAbove(run, need.definition(), seen)));
  }
}
