package dev.hexad.orchestrator.run;

import dev.hexad.contracts.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What takes the effects of a failed run back: the undo of each stage that succeeded, one after the
 * other, the last one first. One that fails does not keep the others from being done.
 */
final class Compensation {
  private Compensation() {}

  /** Nothing when no stage that succeeded can be undone; what another run did stays. */
  static List<Stage> of(Run run) {
    List<Stage> done =
        run.stages().stream()
            .filter(stage -> stage.state() == StageState.SUCCEEDED)
            .filter(stage -> stage.definition().undo() != null && stage.inheritedFrom() == null)
            .sorted(Comparator.comparing(stage -> Objects.requireNonNull(stage.finishedAt())))
            .toList()
            .reversed();
    var undo = new ArrayList<Stage>();
    List<String> before = List.of();
    for (Stage stage : done) {
      Pipeline.Undo how = Objects.requireNonNull(stage.definition().undo());
      String id = "undo:" + stage.id();
      undo.add(
          Stage.undoing(
              new Pipeline.Stage(
                  id,
                  how.uses(),
                  before,
                  Pipeline.Condition.ALWAYS,
                  how.with(),
                  how.inputs(),
                  how.timeoutSeconds(),
                  how.retries(),
                  stage.definition().line(),
                  null,
                  List.of(),
                  null,
                  stage.definition().leases(),
                  null),
              stage.id()));
      before = List.of(id);
    }
    return undo;
  }
}
