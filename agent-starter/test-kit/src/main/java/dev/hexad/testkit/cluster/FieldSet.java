package dev.hexad.testkit.cluster;

import dev.hexad.contracts.message.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields of an object by their paths. Elements of a path are as in {@code managedFields}: {@code
 * f:name} for a field, {@code k:{...}} for an item of a list by its keys.
 */
final class FieldSet {
  private static final Set<String> IDENTITY =
      Set.of(
          "uid",
          "name",
          "namespace",
          "managedFields",
          "resourceVersion",
          "creationTimestamp",
          "generation");

  private FieldSet() {}

  /** All fields with values, and items of keyed lists. */
  static Set<List<String>> of(JsonNode object) {
    Set<List<String>> found = new LinkedHashSet<>();
    object
        .properties()
        .forEach(field -> {
          switch (field.getKey()) {
            case "apiVersion", "kind", "status" -> {
              // These say what the object is, or belong to controllers.
            }
            case "metadata" ->
                field
                    .getValue()
                    .properties()
                    .forEach(meta -> {
                      if (!IDENTITY.contains(meta.getKey())) {
                        collect(
                            List.of("f:metadata", "f:" + meta.getKey()),
                            meta.getKey(),
                            meta.getValue(),
                            (path, value) -> found.add(path));
                      }
                    });
            default ->
                collect(
                    List.of("f:" + field.getKey()),
                    field.getKey(),
                    field.getValue(),
                    (path, value) -> found.add(path));
          }
        });
    return found;
  }

  private static void collect(
      List<String> path, String name, JsonNode value, BiConsumer<List<String>, JsonNode> sink) {
    if (value.isObject() && !value.isEmpty()) {
      value.forEachEntry((key, inner) -> collect(plus(path, "f:" + key), key, inner, sink));
      return;
    }
    List<String> keys = value.isArray() ? ListKeys.of(name, value) : List.of();
    if (keys.isEmpty() || value.isEmpty()) {
      sink.accept(path, value);
      return;
    }
    for (JsonNode item : value) {
      List<String> at = plus(path, ListKeys.element(item, keys));
      sink.accept(at, item);
      item.forEachEntry((key, inner) -> collect(plus(at, "f:" + key), key, inner, sink));
    }
  }

  /** What is at a path; null when nothing is. */
  static @Nullable JsonNode at(JsonNode object, List<String> path) {
    JsonNode now = object;
    for (String element : path) {
      JsonNode next =
          element.startsWith("f:") ? now.get(element.substring(2)) : ListKeys.find(now, element);
      if (next == null) {
        return null;
      }
      now = next;
    }
    return now;
  }

  private static List<String> plus(List<String> path, String element) {
    List<String> longer = new ArrayList<>(path);
    longer.add(element);
    return longer;
  }

  /** As {@code fieldsV1} nests them. */
  static ObjectNode encode(Set<List<String>> paths) {
    ObjectNode root = Json.mapper().createObjectNode();
    for (List<String> path : paths) {
      ObjectNode now = root;
      for (String element : path) {
        now = now.get(element) instanceof ObjectNode inner ? inner : now.putObject(element);
      }
      if (path.getLast().startsWith("k:")) {
        now.putObject(".");
      }
    }
    return root;
  }

  static Set<List<String>> decode(JsonNode fields) {
    Set<List<String>> found = new LinkedHashSet<>();
    decode(List.of(), fields, found);
    return found;
  }

  private static void decode(List<String> path, JsonNode fields, Set<List<String>> into) {
    if (fields.isEmpty()) {
      into.add(path);
      return;
    }
    fields.forEachEntry((element, inner) -> {
      if (element.equals(".")) {
        into.add(path);
      } else {
        decode(plus(path, element), inner, into);
      }
    });
  }
}
