package dev.hexad.contracts.pipeline;

import dev.hexad.contracts.expression.Condition;
import dev.hexad.contracts.expression.Condition.ConditionException;
import dev.hexad.contracts.gate.Gate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the stages of a file whose structure is valid; a matrix becomes several stages. */
final class StageReader {
  /** What a condition of a stage can read. */
  static final List<String> VARIABLES = List.of("change", "stages");

  private static final List<String> NOT_FOR_GATES = List.of("retries", "leases", "undo");

  private final YamlTree.Reading.Tree tree;
  private final List<PipelineError> errors = new ArrayList<>();
  private final Map<String, List<String>> expanded = new LinkedHashMap<>();

  StageReader(YamlTree.Reading.Tree tree) {
    this.tree = tree;
  }

  List<PipelineError> errors() {
    return errors;
  }

  List<Pipeline.Stage> read() {
    var stages = new ArrayList<Pipeline.Stage>();
    for (Map.Entry<String, JsonNode> entry : tree.json().get("stages").properties()) {
      String id = entry.getKey();
      JsonNode body = entry.getValue();
      checkCondition(id, body);
      checkGate(id, body);
      if (body.has("matrix")) {
        matrix(id, body, stages);
      } else {
        stages.add(stage(id, id, body, body.get("with")));
      }
    }
    return expanded.isEmpty() ? stages : stages.stream().map(this::afterAllOfMatrix).toList();
  }

  private void matrix(String id, JsonNode body, List<Pipeline.Stage> stages) {
    var all = Matrix.expand(id, body.get("matrix"), body.get("with"));
    if (all.isEmpty()) {
      report(
          id,
          "/matrix",
          "gives more than " + Matrix.MAX + " combinations, or two that cannot be told apart");
    }
    expanded.put(id, List.copyOf(all.keySet()));
    all.forEach((each, with) -> stages.add(stage(each, id, body, with)));
  }

  private Pipeline.Stage stage(String id, String key, JsonNode body, @Nullable JsonNode with) {
    return new Pipeline.Stage(
        id,
        body.get("uses").stringValue(),
        strings(body.get("needs")),
        body.has("when") ? Pipeline.Condition.parse(body.get("when").stringValue()) : null,
        with,
        stringMap(body.get("inputs")),
        integer(body.get("timeoutSeconds")),
        integer(body.get("retries")),
        tree.line("/stages/" + key),
        body.has("if") ? body.get("if").stringValue() : null,
        strings(body.get("paths")),
        null,
        strings(body.get("leases")),
        undo(body.get("undo")));
  }

  private static Pipeline.@Nullable Undo undo(@Nullable JsonNode body) {
    return body == null
        ? null
        : new Pipeline.Undo(
            body.get("uses").stringValue(),
            body.get("with"),
            stringMap(body.get("inputs")),
            integer(body.get("timeoutSeconds")),
            integer(body.get("retries")));
  }

  private Pipeline.Stage afterAllOfMatrix(Pipeline.Stage stage) {
    return stage.after(
        stage.needs().stream()
            .flatMap(need -> expanded.getOrDefault(need, List.of(need)).stream())
            .toList());
  }

  private void checkCondition(String id, JsonNode body) {
    if (!body.has("if")) {
      return;
    }
    try {
      Condition.compile(body.get("if").stringValue(), VARIABLES);
    } catch (ConditionException e) {
      report(id, "/if", String.valueOf(e.getMessage()));
    }
  }

  /** What its inputs give is missing here and is checked when it is reached. */
  private void checkGate(String id, JsonNode body) {
    String uses = body.get("uses").stringValue();
    if (!Gate.is(uses)) {
      return;
    }
    for (String key : NOT_FOR_GATES) {
      if (body.has(key)) {
        report(id, "/" + key, "a gate does nothing, so that '" + key + "' has no meaning");
      }
    }
    if (body.has("inputs")) {
      return;
    }
    try {
      JsonNode with = body.get("with");
      Gate.of(uses, with == null ? JsonNodeFactory.instance.objectNode() : with);
    } catch (IllegalArgumentException e) {
      report(id, body.has("with") ? "/with" : "/uses", String.valueOf(e.getMessage()));
    }
  }

  private void report(String id, String below, String message) {
    String path = "/stages/" + id;
    errors.add(tree.error(path + below, path, "stage '" + id + "': " + message));
  }

  static List<String> strings(@Nullable JsonNode array) {
    var values = new ArrayList<String>();
    if (array != null) {
      array.forEach(item -> values.add(item.stringValue()));
    }
    return values;
  }

  private static Map<String, String> stringMap(@Nullable JsonNode object) {
    var values = new LinkedHashMap<String, String>();
    if (object != null) {
      object.properties().forEach(e -> values.put(e.getKey(), e.getValue().stringValue()));
    }
    return values;
  }

  private static @Nullable Integer integer(@Nullable JsonNode number) {
    return number == null ? null : number.intValue();
  }
}
