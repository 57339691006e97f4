package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.ResolveParameters;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The stages that a run goes on with, from the result of the stage that found them. */
final class Expansion {
  private Expansion() {}

  /**
   * The run with these stages, in the group that their pipeline names.
   *
   * @throws IllegalArgumentException when the result does not tell stages that can be run
   */
  static Run of(Run run, String parent, JsonNode result) {
    ResolveParameters.Result resolved = read(result);
    Pipeline pipeline = resolved.pipeline();
    var names = new HashSet<>(run.stages().stream().map(Stage::id).toList());
    var more = new ArrayList<Stage>();
    for (Pipeline.Stage definition : pipeline.stages()) {
      if (!names.add(definition.id())) {
        throw new IllegalArgumentException("the stage name '" + definition.id() + "' is taken");
      }
      boolean first = definition.needs().isEmpty();
      more.add(Stage.pending(first ? definition.after(List.of(parent)) : definition, false));
    }
    for (Stage stage : more) {
      if (!names.containsAll(stage.definition().needs())) {
        throw new IllegalArgumentException("'" + stage.id() + "' needs a stage that is not there");
      }
    }
    Run expanded = run.expanded(more, resolved.change());
    return expanded.in(
        Group.of(pipeline.concurrency(), expanded.applicationId(), expanded.change()));
  }

  private static ResolveParameters.Result read(JsonNode result) {
    try {
      return Json.convert(result, ResolveParameters.Result.class);
    } catch (JacksonException | NullPointerException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
