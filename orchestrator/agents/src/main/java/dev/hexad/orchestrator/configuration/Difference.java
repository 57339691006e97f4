package dev.hexad.orchestrator.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One place where two documents differ.
 *
 * @param op {@code add}, {@code remove} or {@code replace}, as in JSON Patch
 * @param path JSON pointer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Difference(
    String op, String path, @Nullable JsonNode before, @Nullable JsonNode after) {

  /** All differences, in the order of their paths. */
  public static List<Difference> between(JsonNode before, JsonNode after) {
    var found = new ArrayList<Difference>();
    compare("", before, after, found);
    return found;
  }

  private static void compare(
      String path, @Nullable JsonNode before, @Nullable JsonNode after, List<Difference> found) {
    if (before == null || after == null) {
      if (before != after) {
        found.add(new Difference(before == null ? "add" : "remove", path, before, after));
      }
    } else if (before instanceof ObjectNode a && after instanceof ObjectNode b) {
      var names = new TreeSet<>(a.propertyNames());
      names.addAll(b.propertyNames());
      names.forEach(name -> compare(path + "/" + escape(name), a.get(name), b.get(name), found));
    } else if (before instanceof ArrayNode a && after instanceof ArrayNode b) {
      for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
        compare(path + "/" + i, a.get(i), b.get(i), found);
      }
    } else if (!before.equals(after)) {
      found.add(new Difference("replace", path, before, after));
    }
  }

  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
