package dev.hexad.cd.target.ecs;

import dev.hexad.contracts.message.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The part of something live that somebody has said anything of; the rest are defaults. */
final class Partial {
  private Partial() {}

  static JsonNode of(JsonNode live, JsonNode wanted) {
    if (live.isObject() && wanted.isObject()) {
      ObjectNode part = Json.mapper().createObjectNode();
      wanted.forEachEntry((name, value) -> {
        if (live.has(name)) {
          part.set(name, of(live.get(name), value));
        }
      });
      return part;
    }
    if (live.isArray() && wanted.isArray()) {
      ArrayNode part = Json.mapper().createArrayNode();
      for (int i = 0; i < live.size(); i++) {
        part.add(of(live.get(i), match(live.get(i), wanted, i)));
      }
      return part;
    }
    return live;
  }

  /** The wanted element of the same name, or at the same place. */
  private static JsonNode match(JsonNode element, JsonNode wanted, int index) {
    if (element.has("name")) {
      for (JsonNode one : wanted) {
        if (one.path("name").equals(element.get("name"))) {
          return one;
        }
      }
    }
    return wanted.path(index);
  }
}
