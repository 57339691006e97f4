package dev.hexad.testkit.contract;

import dev.hexad.contracts.message.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents of OpenAPI 2, written as those of version 3 as far as a contract reads them. */
final class OldDocuments {
  private OldDocuments() {}

  /** The same document, or the new one in its place. */
  static ObjectNode renewed(ObjectNode document) {
    if (!document.has("swagger")) {
      return document;
    }
    ObjectNode renewed =
        (ObjectNode)
            Json.mapper()
                .readTree(
                    Json.write(document)
                        .replace("\"#/definitions/", "\"#/components/schemas/")
                        .replace("\"#/responses/", "\"#/components/responses/"));
    ObjectNode components = renewed.putObject("components");
    components.set("schemas", renewed.path("definitions").deepCopy());
    if (renewed.path("responses") instanceof ObjectNode shared) {
      shared.properties().forEach(response -> answer((ObjectNode) response.getValue()));
      components.set("responses", shared);
    }
    renewed
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(part -> part.getValue().isObject())
                .forEach(operation -> operation((ObjectNode) operation.getValue())));
    return renewed;
  }

  private static void operation(ObjectNode operation) {
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asString("").equals("body")) {
        ObjectNode body = operation.putObject("requestBody");
        body.put("required", parameter.path("required").asBoolean(false));
        json(body, parameter.path("schema"));
      } else if (parameter instanceof ObjectNode plain && parameter.has("type")) {
        plain.putObject("schema").put("type", parameter.path("type").asString());
      }
    }
    operation
        .path("responses")
        .properties()
        .forEach(response -> answer((ObjectNode) response.getValue()));
  }

  private static void answer(ObjectNode response) {
    if (response.has("schema")) {
      json(response, response.path("schema"));
    }
  }

  private static void json(ObjectNode holder, JsonNode schema) {
    holder.putObject("content").putObject("application/json").set("schema", schema);
  }
}
