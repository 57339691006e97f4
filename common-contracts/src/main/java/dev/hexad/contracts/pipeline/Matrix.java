package dev.hexad.contracts.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One stage of the file as the stages of all combinations of its matrix. */
final class Matrix {
  /** The most stages that one matrix gives. */
  static final int MAX = 50;

  /** The axis that gives the container image of steps that name none. */
  private static final String IMAGE = "image";

  private Matrix() {}

  /** A combination: the suffix of the stage's id and the value of each axis. */
  private record Cell(String suffix, Map<String, String> values) {
    Cell with(String axis, String value) {
      var more = new LinkedHashMap<>(values);
      more.put(axis, value);
      String slug = value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
      return new Cell(suffix + "-" + slug.replaceAll("^-|-$", ""), more);
    }
  }

  /** The ids and parameters of all combinations, by id; empty when two would have the same id. */
  static Map<String, ObjectNode> expand(String id, JsonNode matrix, @Nullable JsonNode with) {
    List<Cell> cells = List.of(new Cell("", Map.of()));
    for (Map.Entry<String, JsonNode> axis : matrix.properties()) {
      var more = new ArrayList<Cell>();
      for (Cell cell : cells) {
        axis.getValue().forEach(value -> more.add(cell.with(axis.getKey(), value.asString())));
      }
      cells = more;
      if (cells.size() > MAX) {
        return Map.of();
      }
    }
    var stages = new LinkedHashMap<String, ObjectNode>();
    for (Cell cell : cells) {
      if (stages.put(id + cell.suffix(), parameters(with, cell.values())) != null) {
        return Map.of();
      }
    }
    return stages;
  }

  private static ObjectNode parameters(@Nullable JsonNode with, Map<String, String> values) {
    ObjectNode parameters =
        with instanceof ObjectNode object
            ? object.deepCopy()
            : tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    ObjectNode env =
        parameters.get("env") instanceof ObjectNode given ? given : parameters.putObject("env");
    values.forEach((axis, value) ->
        env.put("MATRIX_" + axis.toUpperCase(Locale.ROOT).replace('-', '_'), value));
    String image = values.get(IMAGE);
    if (image != null && parameters.get("steps") instanceof ArrayNode steps) {
      for (JsonNode step : steps) {
        if (step instanceof ObjectNode object && !object.has(IMAGE)) {
          object.put(IMAGE, image);
        }
      }
    }
    return parameters;
  }
}
