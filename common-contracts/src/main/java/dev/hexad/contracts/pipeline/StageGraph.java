package dev.hexad.contracts.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks what a schema cannot: that names exist, that the graph has no cycle, that inputs can be
 * met.
 */
final class StageGraph {
  private final Map<String, Pipeline.Stage> stages = new LinkedHashMap<>();
  private final Map<String, Set<String>> upstream = new HashMap<>();
  private final YamlTree.Reading.Tree tree;
  private final List<PipelineError> errors = new ArrayList<>();

  private StageGraph(List<Pipeline.Stage> stages, YamlTree.Reading.Tree tree) {
    stages.forEach(stage -> this.stages.put(stage.id(), stage));
    this.tree = tree;
  }

  static List<PipelineError> check(List<Pipeline.Stage> stages, YamlTree.Reading.Tree tree) {
    var graph = new StageGraph(stages, tree);
    stages.forEach(graph::needs);
    if (graph.errors.isEmpty()) {
      stages.forEach(stage -> graph.cycle(stage.id(), new ArrayList<>()));
    }
    if (graph.errors.isEmpty()) {
      stages.forEach(graph::inputs);
    }
    return graph.errors;
  }

  private void needs(Pipeline.Stage stage) {
    for (int i = 0; i < stage.needs().size(); i++) {
      String need = stage.needs().get(i);
      if (!stages.containsKey(need)) {
        report(stage, "/needs/" + i, "needs '" + need + "', which is no stage of this file");
      }
    }
    if (stage.needs().isEmpty() && stage.condition() == Pipeline.Condition.FAILED) {
      report(stage, "/when", "'when: failed' has no meaning without 'needs'");
    }
  }

  private void cycle(String id, List<String> path) {
    int seen = path.indexOf(id);
    if (seen >= 0) {
      List<String> loop = new ArrayList<>(path.subList(seen, path.size()));
      loop.add(id);
      if (errors.isEmpty()) {
        report(
            stage(id), "/needs", "stages need each other in a circle: " + String.join(" → ", loop));
      }
      return;
    }
    if (upstream.containsKey(id)) {
      return;
    }
    path.add(id);
    var above = new HashSet<String>();
    for (String need : stage(id).needs()) {
      cycle(need, path);
      above.add(need);
      above.addAll(upstream.getOrDefault(need, Set.of()));
    }
    path.removeLast();
    upstream.put(id, above);
  }

  private void inputs(Pipeline.Stage stage) {
    Set<String> above = upstream.getOrDefault(stage.id(), Set.of());
    inputs(stage, "/inputs/", stage.inputs(), above);
    Pipeline.Undo undo = stage.undo();
    if (undo != null) {
      var known = new HashSet<>(above);
      known.add(stage.id());
      inputs(stage, "/undo/inputs/", undo.inputs(), known);
    }
  }

  private void inputs(
      Pipeline.Stage stage, String below, Map<String, String> inputs, Set<String> known) {
    inputs.forEach((name, reference) -> {
      String from = reference.substring(0, reference.indexOf('.'));
      if (!known.contains(from)) {
        report(
            stage,
            below + name,
            "takes '" + reference + "', but '" + from + "' is not among the stages it needs");
      }
    });
  }

  private Pipeline.Stage stage(String id) {
    Pipeline.Stage stage = stages.get(id);
    if (stage == null) {
      throw new IllegalArgumentException("no stage " + id);
    }
    return stage;
  }

  private void report(Pipeline.Stage stage, String below, String message) {
    String path = "/stages/" + stage.id();
    errors.add(tree.error(path + below, path, "stage '" + stage.id() + "' " + message));
  }
}
