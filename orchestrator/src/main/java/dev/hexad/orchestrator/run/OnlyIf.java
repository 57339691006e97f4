package dev.hexad.orchestrator.run;

import dev.hexad.contracts.expression.Condition.ConditionException;
import dev.hexad.contracts.pipeline.ChangeVariables;
import dev.hexad.orchestrator.gate.CompiledConditions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers the conditions of stages. {@code change} is described by {@link ChangeVariables}; {@code
 * stages} maps the id of a stage to its {@code state} and {@code result}. Fields that are null in a
 * result are not there.
 */
final class OnlyIf {
  private static final List<String> VARIABLES = List.of("change", "stages");

  private OnlyIf() {}

  static boolean holds(String text, Run run) throws ConditionException {
    return CompiledConditions.of(text, VARIABLES).holds(variables(run));
  }

  /** What a run gives to read. */
  static Map<String, Object> variables(Run run) {
    var stages = new HashMap<String, Object>();
    for (Stage stage : run.stages()) {
      JsonNode result = stage.result();
      stages.put(
          stage.id(),
          Map.of(
              "state",
              stage.state().name(),
              "result",
              Objects.requireNonNullElse(result == null ? null : plain(result), Map.of())));
    }
    return Map.of("change", ChangeVariables.of(run.change()), "stages", stages);
  }

  /** The value as the expression language knows it: text, whole and other numbers, lists, maps. */
  private static @Nullable Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.stringValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : (Object) node.doubleValue();
      case ARRAY -> {
        var list = new ArrayList<Object>();
        node.forEach(item -> add(list, plain(item)));
        yield list;
      }
      case OBJECT -> {
        var map = new HashMap<String, Object>();
        node.properties().forEach(field -> put(map, field.getKey(), plain(field.getValue())));
        yield map;
      }
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }

  private static void add(List<Object> list, @Nullable Object value) {
    if (value != null) {
      list.add(value);
    }
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }
}
