package dev.hexad.testkit.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Server-side apply: each field has managers, and what its managers no longer say goes. */
final class ServerSideApply {
  private final Map<String, Set<List<String>>> owners = new LinkedHashMap<>();
  private final Map<String, String> operations = new HashMap<>();
  private final ObjectNode object;

  private ServerSideApply(ObjectNode live) {
    object = live.deepCopy();
    for (JsonNode entry : live.at("/metadata/managedFields")) {
      String manager = entry.path("manager").asString();
      owners.put(manager, FieldSet.decode(entry.path("fieldsV1")));
      operations.put(manager, entry.path("operation").asString());
    }
  }

  /**
   * Applies.
   *
   * @param live null when there is no such object yet
   * @param force takes fields over from other managers
   */
  static ObjectNode apply(
      @Nullable ObjectNode live, ObjectNode wanted, String manager, boolean force) {
    ObjectNode start = live == null ? identity(wanted) : live;
    var apply = new ServerSideApply(start);
    apply.take(wanted, manager, force);
    return apply.finish();
  }

  /** Gives what somebody changed by other means to them. */
  static ObjectNode owned(ObjectNode before, ObjectNode after, String manager) {
    if (!before.at("/metadata").has("managedFields")) {
      return after;
    }
    after.withObject("/metadata").set("managedFields", before.at("/metadata/managedFields"));
    var apply = new ServerSideApply(after);
    Set<List<String>> changed = new LinkedHashSet<>(FieldSet.of(after));
    changed.removeIf(path -> after(before, path).equals(after(after, path)));
    apply.owners.values().forEach(set -> set.removeAll(changed));
    apply.owners.computeIfAbsent(manager, m -> new LinkedHashSet<>()).addAll(changed);
    apply.operations.putIfAbsent(manager, "Update");
    return apply.finish();
  }

  private static String after(ObjectNode object, List<String> path) {
    return String.valueOf(FieldSet.at(object, path));
  }

  private static ObjectNode identity(ObjectNode wanted) {
    ObjectNode fresh = ResourceStore.object();
    fresh.set("apiVersion", wanted.path("apiVersion"));
    fresh.set("kind", wanted.path("kind"));
    ObjectNode meta = fresh.putObject("metadata");
    for (String field : List.of("name", "namespace")) {
      if (wanted.at("/metadata").has(field)) {
        meta.set(field, wanted.at("/metadata/" + field));
      }
    }
    return fresh;
  }

  private void take(ObjectNode wanted, String manager, boolean force) {
    Set<List<String>> next = FieldSet.of(wanted);
    List<String> conflicts = new ArrayList<>();
    for (List<String> path : next) {
      JsonNode have = FieldSet.at(object, path);
      JsonNode want = FieldSet.at(wanted, path);
      boolean same = path.getLast().startsWith("k:") || have == null || have.equals(want);
      owners.forEach((other, fields) -> {
        if (!same && !other.equals(manager) && fields.contains(path)) {
          conflicts.add("conflict with \"" + other + "\": " + dotted(path));
        }
      });
    }
    if (!conflicts.isEmpty() && !force) {
      throw Refusal.applyConflict(conflicts);
    }
    for (Map.Entry<String, Set<List<String>>> other : owners.entrySet()) {
      if (!other.getKey().equals(manager)) {
        other
            .getValue()
            .removeIf(path ->
                next.contains(path)
                    && conflicts.stream().anyMatch(c -> c.endsWith(": " + dotted(path))));
      }
    }
    Set<List<String>> gone = new LinkedHashSet<>(owners.getOrDefault(manager, Set.of()));
    gone.removeAll(next);
    owners.put(manager, next);
    operations.put(manager, "Apply");
    owners.values().forEach(gone::removeAll);
    merge(object, wanted);
    List<List<String>> deepestLast = new ArrayList<>(gone);
    deepestLast.forEach(this::remove);
  }

  private static String dotted(List<String> path) {
    return "." + String.join(".", path.stream().map(e -> e.substring(2)).toList());
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      JsonNode have = into.get(field.getKey());
      JsonNode want = field.getValue();
      if (have instanceof ObjectNode a && want instanceof ObjectNode b) {
        merge(a, b);
      } else if (have instanceof ArrayNode a
          && want instanceof ArrayNode b
          && !ListKeys.of(field.getKey(), b).isEmpty()) {
        merge(a, b, ListKeys.of(field.getKey(), b));
      } else {
        into.set(field.getKey(), want.deepCopy());
      }
    }
  }

  private static void merge(ArrayNode into, ArrayNode from, List<String> keys) {
    for (JsonNode item : from) {
      JsonNode have = ListKeys.find(into, ListKeys.element(item, keys));
      if (have instanceof ObjectNode a && item instanceof ObjectNode b) {
        merge(a, b);
      } else {
        into.add(item.deepCopy());
      }
    }
  }

  private void remove(List<String> path) {
    JsonNode parent = FieldSet.at(object, path.subList(0, path.size() - 1));
    String last = path.getLast();
    if (parent instanceof ObjectNode fields && last.startsWith("f:")) {
      fields.remove(last.substring(2));
    } else if (parent instanceof ArrayNode items) {
      JsonNode item = ListKeys.find(items, last);
      for (int i = items.size() - 1; i >= 0; i--) {
        if (items.get(i) == item) {
          items.remove(i);
        }
      }
    }
  }

  /** A null takes a field away. */
  private static void dropNulls(JsonNode node) {
    if (node instanceof ObjectNode fields) {
      List.copyOf(fields.properties()).stream()
          .filter(field -> field.getValue().isNull())
          .forEach(field -> fields.remove(field.getKey()));
    }
    node.forEach(ServerSideApply::dropNulls);
  }

  private ObjectNode finish() {
    dropNulls(object);
    ArrayNode entries = object.withObject("/metadata").putArray("managedFields");
    owners.forEach((manager, fields) -> {
      if (!fields.isEmpty()) {
        ObjectNode entry = entries.addObject().put("manager", manager);
        entry.put("operation", operations.getOrDefault(manager, "Update"));
        entry.put("apiVersion", object.path("apiVersion").asString());
        entry.put("time", ResourceStore.now()).put("fieldsType", "FieldsV1");
        entry.set("fieldsV1", FieldSet.encode(fields));
      }
    });
    return object;
  }
}
