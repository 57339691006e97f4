package dev.hexad.orchestrator.run;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.gate.Gate;
import dev.hexad.orchestrator.gate.AtGate;
import dev.hexad.orchestrator.gate.GateAnswer;
import dev.hexad.orchestrator.gate.GateFacts;
import dev.hexad.orchestrator.gate.GateRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The gates among the stages of a run. */
final class Gates {
  private Gates() {}

  /**
   * The gate of a stage, with what its inputs give.
   *
   * @throws IllegalArgumentException when its parameters are wrong
   */
  static Gate of(Run run, Stage stage) {
    return switch (Inputs.resolve(run, stage.definition())) {
      case Inputs.Resolved.Complete(var parameters) -> {
        Gate gate = Gate.of(stage.definition().uses(), parameters);
        yield gate instanceof Gate.Approval approval && approval.forPlan()
            ? approval.about(ChangePlan.hash(ChangePlan.parts(run, stage)))
            : gate;
      }
      case Inputs.Resolved.Missing(String detail) -> throw new IllegalArgumentException(detail);
    };
  }

  static GateAnswer look(Run run, Stage stage, Gate gate, GateFacts facts) {
    AtGate at = Objects.requireNonNull(stage.gate());
    return GateRule.of(gate, at, facts, author(run), OnlyIf.variables(run));
  }

  static @Nullable String author(Run run) {
    ChangeRef change = run.change();
    return change == null ? null : change.author();
  }
}
