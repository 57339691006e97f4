package dev.hexad.testkit.cluster;

import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists whose items are known by keys, as the API declares them; all other lists are one value. */
final class ListKeys {
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "containers", List.of("name"),
          "initContainers", List.of("name"),
          "env", List.of("name"),
          "volumes", List.of("name"),
          "volumeMounts", List.of("mountPath"),
          "imagePullSecrets", List.of("name"),
          "ownerReferences", List.of("uid"));

  private ListKeys() {}

  static List<String> of(String field, JsonNode list) {
    if (field.equals("ports") && !list.isEmpty()) {
      return List.of(list.get(0).has("containerPort") ? "containerPort" : "port", "protocol");
    }
    return KEYS.getOrDefault(field, List.of());
  }

  static String element(JsonNode item, List<String> keys) {
    ObjectNode named = Json.mapper().createObjectNode();
    for (String key : keys) {
      JsonNode value = item.get(key);
      if (value != null) {
        named.set(key, value);
      } else if (key.equals("protocol")) {
        named.put(key, "TCP");
      }
    }
    return "k:" + Json.write(named);
  }

  static @Nullable JsonNode find(JsonNode list, String element) {
    JsonNode keys = Json.mapper().readTree(element.substring(2));
    for (JsonNode item : list) {
      boolean same =
          keys.properties().stream()
              .allMatch(key -> {
                JsonNode value = item.get(key.getKey());
                return value == null
                    ? key.getKey().equals("protocol") && key.getValue().asString().equals("TCP")
                    : value.equals(key.getValue());
              });
      if (same) {
        return item;
      }
    }
    return null;
  }
}
