package dev.hexad.cloud.aws;

import dev.hexad.contracts.message.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Policy documents in one form, so that checks need not know the others. */
final class Policies {
  private Policies() {}

  /** Statements, actions, resources and principals become lists, as the grammar allows both. */
  static @Nullable JsonNode document(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      String json = text.startsWith("%7B") ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
      JsonNode policy = Json.mapper().readTree(json);
      if (policy instanceof ObjectNode object) {
        ArrayNode statements = list(object.get("Statement"));
        statements.forEach(Policies::statement);
        object.set("Statement", statements);
      }
      return policy;
    } catch (JacksonException e) {
      return Json.mapper().createObjectNode().put("Unreadable", true);
    }
  }

  private static void statement(JsonNode node) {
    if (node instanceof ObjectNode statement) {
      for (String field : new String[] {"Action", "NotAction", "Resource", "NotResource"}) {
        if (statement.has(field)) {
          statement.set(field, list(statement.get(field)));
        }
      }
      JsonNode principal = statement.get("Principal");
      if (principal instanceof ObjectNode kinds) {
        kinds.properties().forEach(kind -> kind.setValue(list(kind.getValue())));
      } else if (principal != null) {
        statement.set("Principal", Json.mapper().createObjectNode().set("AWS", list(principal)));
      }
    }
  }

  private static ArrayNode list(@Nullable JsonNode node) {
    if (node instanceof ArrayNode array) {
      return array;
    }
    ArrayNode array = Json.mapper().createArrayNode();
    if (node != null) {
      array.add(node);
    }
    return array;
  }
}
