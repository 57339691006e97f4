package dev.hexad.iac.boundary;

import dev.hexad.contracts.message.Json;
import dev.hexad.iac.boundary.DeclaredSource.Kind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The same as {@link HclSources} for configuration that is written in JSON. */
final class JsonSources {
  private JsonSources() {}

  static List<DeclaredSource> of(String file, String text) {
    var found = new ArrayList<DeclaredSource>();
    try {
      JsonNode root = Json.mapper().readTree(text);
      each(root.path("module"), module -> add(found, Kind.MODULE, module, file, text));
      each(
          root.path("terraform"),
          terraform ->
              each(
                  terraform.path("required_providers"),
                  provider -> add(found, Kind.PROVIDER, provider, file, text)));
    } catch (JacksonException e) {
      return List.of();
    }
    return found;
  }

  private interface Visit {
    void to(JsonNode node);
  }

  /** Blocks can be an object or a list of objects, at any of the levels. */
  private static void each(JsonNode node, Visit visit) {
    if (node.isArray()) {
      node.forEach(one -> each(one, visit));
    } else if (node.isObject()) {
      visit.to(node);
      node.forEach(child -> each(child, visit));
    }
  }

  private static void add(
      List<DeclaredSource> found, Kind kind, JsonNode block, String file, String text) {
    JsonNode source = block.path("source");
    if (source.isString()) {
      int at = text.indexOf('"' + source.asString() + '"');
      int line =
          at < 0 ? 0 : 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
      var one = new DeclaredSource(kind, source.asString(), file, line);
      if (!found.contains(one)) {
        found.add(one);
      }
    }
  }
}
