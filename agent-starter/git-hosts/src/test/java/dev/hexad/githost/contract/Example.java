package dev.hexad.githost.contract;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the smallest value that a schema of an OpenAPI document allows. */
final class Example {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private final JsonNode document;

  Example(JsonNode document) {
    this.document = document;
  }

  JsonNode of(JsonNode schema) {
    if (schema.has("$ref")) {
      return of(document.at(schema.path("$ref").asString().substring(1)));
    }
    if (schema.path("enum").size() > 0) {
      return schema.path("enum").get(0);
    }
    for (String choice : new String[] {"oneOf", "anyOf"}) {
      if (schema.path(choice).size() > 0) {
        return of(schema.path(choice).get(0));
      }
    }
    if (schema.has("allOf")) {
      ObjectNode all = JSON.objectNode();
      for (JsonNode part : schema.path("allOf")) {
        if (of(part) instanceof ObjectNode object) {
          all.setAll(object);
        }
      }
      return all;
    }
    return switch (schema.path("type").asString("object")) {
      case "string" -> JSON.stringNode(text(schema));
      case "integer", "number" -> JSON.numberNode(1);
      case "boolean" -> JSON.booleanNode(false);
      case "array" -> JSON.arrayNode();
      default -> object(schema);
    };
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = JSON.objectNode();
    for (JsonNode name : schema.path("required")) {
      object.set(name.asString(), of(schema.path("properties").path(name.asString())));
    }
    return object;
  }

  private static String text(JsonNode schema) {
    return switch (schema.path("format").asString("")) {
      case "date-time" -> "2026-01-02T03:04:05Z";
      case "date" -> "2026-01-02";
      case "uri" -> "https://example.com/x";
      case "email" -> "a@example.com";
      default -> "x".repeat(Math.max(1, schema.path("minLength").asInt(1)));
    };
  }
}
