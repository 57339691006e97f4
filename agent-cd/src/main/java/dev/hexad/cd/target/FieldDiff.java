package dev.hexad.cd.target;

import dev.hexad.cd.target.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the fields in which two documents differ. */
public final class FieldDiff {
  private FieldDiff() {}

  /**
   * How a thing would change.
   *
   * @param before null when it is not there
   * @param after null when it goes
   * @return at most one difference
   */
  public static List<Difference> of(
      String item, @Nullable JsonNode before, @Nullable JsonNode after) {
    if (before == null || after == null) {
      if (before == after) {
        return List.of();
      }
      return List.of(new Difference(item, before == null ? Kind.ADDED : Kind.REMOVED, List.of()));
    }
    List<Difference.Field> fields = fields(before, after);
    return fields.isEmpty() ? List.of() : List.of(new Difference(item, Kind.CHANGED, fields));
  }

  /** The fields that differ, by their paths. */
  public static List<Difference.Field> fields(JsonNode before, JsonNode after) {
    Map<String, String> old = leaves(before);
    Map<String, String> next = leaves(after);
    var paths = new TreeSet<>(old.keySet());
    paths.addAll(next.keySet());
    List<Difference.Field> changed = new ArrayList<>();
    for (String path : paths) {
      String from = old.get(path);
      String to = next.get(path);
      if (from == null || !from.equals(to)) {
        changed.add(new Difference.Field(path, from, to));
      }
    }
    return changed;
  }

  private static Map<String, String> leaves(JsonNode node) {
    Map<String, String> found = new TreeMap<>();
    collect("", node, found);
    return found;
  }

  private static void collect(String path, JsonNode node, Map<String, String> into) {
    if (node.isObject() && !node.isEmpty()) {
      node.forEachEntry(
          (name, value) -> collect(path.isEmpty() ? name : path + "." + name, value, into));
    } else if (node.isArray() && !node.isEmpty()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "[" + i + "]", node.get(i), into);
      }
    } else {
      into.put(path, node.isString() ? node.asString() : node.toString());
    }
  }
}
