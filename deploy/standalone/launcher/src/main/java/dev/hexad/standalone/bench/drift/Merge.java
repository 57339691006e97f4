package dev.hexad.standalone.bench.drift;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What server-side apply makes of an object: the applied fields laid over the live ones, lists of
 * named things merged by their names. Nothing that is given is changed.
 */
final class Merge {
  private Merge() {}

  /** Gives a tree that equals {@code live} when applying changes nothing. */
  static JsonNode apply(JsonNode live, JsonNode applied) {
    if (live instanceof ObjectNode there && applied instanceof ObjectNode wanted) {
      return object(there, wanted);
    }
    if (live instanceof ArrayNode there
        && applied instanceof ArrayNode wanted
        && named(there)
        && named(wanted)) {
      return list(there, wanted);
    }
    return applied;
  }

  static ObjectNode object(ObjectNode live, ObjectNode applied) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.setAll(live);
    for (Map.Entry<String, JsonNode> field : applied.properties()) {
      JsonNode old = live.get(field.getKey());
      result.set(field.getKey(), old == null ? field.getValue() : apply(old, field.getValue()));
    }
    return result;
  }

  private static boolean named(ArrayNode list) {
    return !list.isEmpty() && list.valueStream().allMatch(one -> one.path("name").isString());
  }

  private static ArrayNode list(ArrayNode live, ArrayNode applied) {
    Map<String, JsonNode> result = new LinkedHashMap<>();
    live.forEach(one -> result.put(one.get("name").asString(), one));
    applied.forEach(one -> result.merge(one.get("name").asString(), one, Merge::apply));
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    merged.addAll(result.values());
    return merged;
  }

  /** A JSON merge patch (RFC 7386). */
  static JsonNode patch(JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode fields)) {
      return patch;
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    if (target instanceof ObjectNode object) {
      result.setAll(object);
    }
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (field.getValue().isNull()) {
        result.remove(field.getKey());
      } else {
        JsonNode old = result.path(field.getKey());
        result.set(field.getKey(), patch(old, field.getValue()));
      }
    }
    return result;
  }
}
