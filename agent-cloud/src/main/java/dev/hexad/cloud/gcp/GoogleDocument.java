package dev.hexad.cloud.gcp;

import dev.hexad.contracts.message.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents in a form that checks can ask, without what people put into metadata of machines. */
final class GoogleDocument {
  /** Settings of Google's own; everything else may be a secret of somebody. */
  private static final Set<String> SETTINGS =
      Set.of(
          "block-project-ssh-keys",
          "disable-legacy-endpoints",
          "enable-osconfig",
          "enable-oslogin",
          "enable-oslogin-2fa",
          "serial-port-enable",
          "serial-port-logging-enable");

  private GoogleDocument() {}

  static void normalise(ObjectNode raw) {
    metadata(raw, "metadata");
    metadata(raw, "commonInstanceMetadata");
    for (JsonNode holder : raw.findParents("metadata")) {
      if (holder instanceof ObjectNode object && object != raw) {
        metadata(object, "metadata");
      }
    }
    if (raw.has("allowed") && raw.path("direction").asString("").equals("INGRESS")) {
      raw.set("open", open(raw));
    }
  }

  /** A list of keys and values becomes one object; values of people are masked. */
  private static void metadata(ObjectNode holder, String field) {
    if (holder.path(field).path("items") instanceof ArrayNode items) {
      ObjectNode settings = Json.mapper().createObjectNode();
      for (JsonNode item : items) {
        String key = item.path("key").asString("");
        String value = item.path("value").asString("");
        settings.put(
            key, SETTINGS.contains(key) ? value.toLowerCase(java.util.Locale.ROOT) : "***");
      }
      holder.set(field, settings);
    }
  }

  /** The ports that a firewall rule opens, as numbers. */
  private static ArrayNode open(JsonNode rule) {
    ArrayNode open = Json.mapper().createArrayNode();
    if (rule.path("disabled").asBoolean(false)) {
      return open;
    }
    for (JsonNode allowed : rule.path("allowed")) {
      String protocol = allowed.path("IPProtocol").asString("all");
      JsonNode ports = allowed.path("ports");
      if (ports.isEmpty()) {
        open.add(range(protocol, "0-65535"));
      }
      for (JsonNode port : ports) {
        open.add(range(protocol, port.asString("")));
      }
    }
    return open;
  }

  private static ObjectNode range(String protocol, String ports) {
    ObjectNode range = Json.mapper().createObjectNode().put("protocol", protocol);
    String[] ends = ports.split("-", 2);
    return range.put("from", number(ends[0])).put("to", number(ends[ends.length - 1]));
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
  }
}
