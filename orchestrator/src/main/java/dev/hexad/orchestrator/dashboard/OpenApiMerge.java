package dev.hexad.orchestrator.dashboard;

import dev.hexad.contracts.message.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts OpenAPI documents together: paths as they are, schemas under the name of their service, so
 * that two of the same name do not meet.
 */
final class OpenApiMerge {
  private static final String SCHEMAS = "#/components/schemas/";

  private final ObjectNode document = Json.mapper().createObjectNode();
  private final ObjectNode paths = Json.mapper().createObjectNode();
  private final ObjectNode schemas = Json.mapper().createObjectNode();

  OpenApiMerge(String title) {
    document.put("openapi", "3.1.0");
    document.putObject("info").put("title", title).put("version", "v1");
    ObjectNode token = Json.mapper().createObjectNode();
    token.put("type", "http").put("scheme", "bearer");
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas);
    components.putObject("securitySchemes").set("token", token);
    document.putArray("security").addObject().putArray("token");
    document.set("paths", paths);
  }

  void add(String service, JsonNode api) {
    String renamed = api.toString().replace(SCHEMAS, SCHEMAS + service + ".");
    JsonNode own = Json.mapper().readTree(renamed);
    for (Map.Entry<String, JsonNode> path : own.path("paths").properties()) {
      if (path.getKey().startsWith("/api/v1/") && !path.getKey().endsWith("/**")) {
        tag(service, path.getValue());
        paths.set(path.getKey(), path.getValue());
      }
    }
    own.path("components")
        .path("schemas")
        .properties()
        .forEach(schema -> schemas.set(service + "." + schema.getKey(), schema.getValue()));
  }

  private static void tag(String service, JsonNode operations) {
    for (JsonNode operation : operations) {
      if (operation instanceof ObjectNode object) {
        object.putArray("tags").add(service);
      }
    }
  }

  JsonNode document() {
    return document;
  }
}
