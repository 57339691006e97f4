package dev.hexad.cloud.azure;

import dev.hexad.contracts.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a network security group lets in, with ports as numbers, so that checks can ask. */
final class SecurityRules {
  private SecurityRules() {}

  static void normalise(ObjectNode raw) {
    JsonNode rules = raw.at("/properties/securityRules");
    if (!rules.isArray()) {
      return;
    }
    ArrayNode open = raw.putArray("open");
    for (JsonNode rule : rules) {
      JsonNode properties = rule.path("properties");
      if (is(properties, "direction", "inbound") && is(properties, "access", "allow")) {
        List<String> ports = both(properties, "destinationPortRange", "destinationPortRanges");
        for (String source : both(properties, "sourceAddressPrefix", "sourceAddressPrefixes")) {
          ports.forEach(range -> open.add(opened(properties, source, range)));
        }
      }
    }
  }

  private static boolean is(JsonNode rule, String field, String value) {
    return rule.path(field).asString("").toLowerCase(Locale.ROOT).equals(value);
  }

  private static List<String> both(JsonNode rule, String one, String many) {
    var all = new ArrayList<String>();
    String single = rule.path(one).asString("");
    if (!single.isEmpty()) {
      all.add(single);
    }
    rule.path(many).forEach(value -> all.add(value.asString("")));
    return all;
  }

  private static ObjectNode opened(JsonNode rule, String source, String range) {
    String[] ends = (range.equals("*") ? "0-65535" : range).split("-", 2);
    return Json.mapper()
        .createObjectNode()
        .put("protocol", rule.path("protocol").asString("*").toLowerCase(Locale.ROOT))
        .put("source", source.toLowerCase(Locale.ROOT))
        .put("from", number(ends[0]))
        .put("to", number(ends[ends.length - 1]));
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
  }
}
