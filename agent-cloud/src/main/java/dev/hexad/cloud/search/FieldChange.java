package dev.hexad.cloud.search;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A place where two documents differ.
 *
 * @param path JSON pointer
 * @param before null when it was not there
 * @param after null when it is not there
 */
record FieldChange(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
  private static final int MOST = 500;

  static List<FieldChange> between(JsonNode before, JsonNode after) {
    var changes = new ArrayList<FieldChange>();
    compare("", before, after, changes);
    return changes;
  }

  private static void compare(
      String path, @Nullable JsonNode before, @Nullable JsonNode after, List<FieldChange> into) {
    if (into.size() >= MOST || before != null && before.equals(after)) {
      return;
    }
    if (before != null && after != null && before.isObject() && after.isObject()) {
      var names = new TreeSet<>(before.propertyNames());
      names.addAll(after.propertyNames());
      for (String name : names) {
        String step = name.replace("~", "~0").replace("/", "~1");
        compare(path + "/" + step, before.get(name), after.get(name), into);
      }
      return;
    }
    if (before != null && after != null && before.isArray() && after.isArray()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(path + "/" + i, before.get(i), after.get(i), into);
      }
      return;
    }
    into.add(new FieldChange(path, before, after));
  }
}
