package dev.hexad.testkit.cluster;

import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Patch (RFC 6902, without move and copy) and JSON Merge Patch (RFC 7386). */
final class Patch {
  private Patch() {}

  /** Changes the object as the body says, by its content type. */
  static void apply(ObjectNode object, JsonNode body, String contentType) {
    if (contentType.startsWith("application/json-patch+json")) {
      body.forEach(operation -> one(object, operation));
    } else if (contentType.startsWith("application/merge-patch+json")) {
      merge(object, (ObjectNode) body);
    } else {
      throw Refusal.badRequest("the patch type " + contentType + " is not supported here");
    }
  }

  private static void one(ObjectNode object, JsonNode operation) {
    JsonPointer path = JsonPointer.compile(operation.path("path").asString());
    JsonNode parent = object.at(path.head());
    String last = path.last().getMatchingProperty();
    switch (operation.path("op").asString()) {
      case "add" -> put(parent, last, operation.path("value"), true);
      case "replace" -> put(parent, last, operation.path("value"), false);
      case "remove" -> remove(parent, last);
      case "test" -> {
        if (!object.at(path).equals(operation.path("value"))) {
          throw Refusal.badRequest("the test of the patch at " + path + " fails");
        }
      }
      default -> throw Refusal.badRequest("unknown patch operation " + operation);
    }
  }

  private static void put(JsonNode parent, String name, JsonNode value, boolean insert) {
    switch (parent) {
      case ObjectNode fields -> fields.set(name, value);
      case ArrayNode items when name.equals("-") -> items.add(value);
      case ArrayNode items when insert -> items.insert(Integer.parseInt(name), value);
      case ArrayNode items -> items.set(Integer.parseInt(name), value);
      default -> throw Refusal.badRequest("the patch has no place for " + name);
    }
  }

  private static void remove(JsonNode parent, String name) {
    if (parent instanceof ObjectNode fields) {
      fields.remove(name);
    } else if (parent instanceof ArrayNode items) {
      items.remove(Integer.parseInt(name));
    }
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      JsonNode value = field.getValue();
      if (value.isNull()) {
        into.remove(field.getKey());
      } else if (value instanceof ObjectNode inner) {
        ObjectNode target =
            into.get(field.getKey()) instanceof ObjectNode existing
                ? existing
                : into.putObject(field.getKey());
        merge(target, inner);
      } else {
        into.set(field.getKey(), value);
      }
    }
  }
}
