package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.FieldDiff;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What applying an object would change, without what changes by itself, and without secrets. */
final class Changes {
  private static final List<String> NOISE =
      List.of(
          "managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink");

  private Changes() {}

  static List<Difference> of(String id, @Nullable ObjectNode live, @Nullable ObjectNode next) {
    boolean secret = id.startsWith("Secret/");
    ObjectNode before = live == null ? null : bare(live);
    ObjectNode after = next == null ? null : bare(next);
    if (secret && before != null && after != null) {
      hide(before, after);
    }
    return FieldDiff.of(id, before, after);
  }

  private static ObjectNode bare(ObjectNode object) {
    ObjectNode bare = object.deepCopy();
    bare.remove("status");
    ObjectNode meta = bare.withObject("/metadata");
    NOISE.forEach(meta::remove);
    if (meta.get("annotations") instanceof ObjectNode annotations) {
      List.copyOf(annotations.propertyNames()).stream()
          .filter(Ownership.NOTES::contains)
          .forEach(annotations::remove);
      if (annotations.isEmpty()) {
        meta.remove("annotations");
      }
    }
    return bare;
  }

  /** Only that a value changes and how long it is can be seen. */
  private static void hide(ObjectNode before, ObjectNode after) {
    for (String field : List.of("data", "stringData")) {
      JsonNode old = before.path(field).deepCopy();
      JsonNode next = after.path(field).deepCopy();
      replace(before, field, next, "secret");
      replace(after, field, old, "another secret");
    }
  }

  private static void replace(ObjectNode secret, String field, JsonNode other, String name) {
    if (!(secret.get(field) instanceof ObjectNode values)) {
      return;
    }
    for (Map.Entry<String, JsonNode> value : List.copyOf(values.properties())) {
      boolean same = value.getValue().equals(other.path(value.getKey()));
      int size = value.getValue().asString("").length();
      values.put(value.getKey(), same ? "(secret)" : "(" + name + ", " + size + " characters)");
    }
  }
}
