package dev.hexad.orchestrator.configuration;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lays one document over another, as a JSON Merge Patch (RFC 7396): null takes a value away. */
final class Overlay {
  private Overlay() {}

  /** A value that is in force and the layer that says so. */
  record Decided(String path, String from) {}

  static JsonNode merge(JsonNode base, @Nullable JsonNode overlay) {
    if (overlay == null) {
      return base;
    }
    if (!(overlay instanceof ObjectNode patch)) {
      return overlay;
    }
    ObjectNode out = base instanceof ObjectNode object ? object.deepCopy() : patch.objectNode();
    patch
        .properties()
        .forEach(field -> {
          if (field.getValue().isNull()) {
            out.remove(field.getKey());
          } else {
            JsonNode below = out.get(field.getKey());
            out.set(
                field.getKey(), merge(below == null ? out.objectNode() : below, field.getValue()));
          }
        });
    return out;
  }

  /** Which layer each value of the effective document comes from. */
  static List<Decided> decided(JsonNode effective, @Nullable JsonNode overlay, String below) {
    var found = new ArrayList<Decided>();
    walk("", effective, overlay, below, found);
    return found;
  }

  private static void walk(
      String path, JsonNode node, @Nullable JsonNode overlay, String below, List<Decided> found) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      object
          .properties()
          .forEach(field ->
              walk(
                  path + "/" + Difference.escape(field.getKey()),
                  field.getValue(),
                  overlay == null ? null : overlay.get(field.getKey()),
                  below,
                  found));
    } else {
      found.add(new Decided(path, overlay == null ? below : "overlay"));
    }
  }
}
