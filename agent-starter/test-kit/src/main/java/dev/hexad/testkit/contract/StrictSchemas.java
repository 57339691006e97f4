package dev.hexad.testkit.contract;

import dev.hexad.contracts.message.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Schemas as JSON Schema says it: null is a type, and what is not named is not there. */
final class StrictSchemas {
  private StrictSchemas() {}

  static void close(JsonNode node) {
    node.forEach(StrictSchemas::close);
    if (!(node instanceof ObjectNode schema)) {
      return;
    }
    if (schema.path("nullable").asBoolean(false) && schema.path("type").isString()) {
      ArrayNode types = Json.mapper().createArrayNode().add(schema.get("type")).add("null");
      schema.set("type", types);
    }
    boolean object = "object".equals(schema.path("type").asString(""));
    if (object && schema.has("properties") && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
  }
}
