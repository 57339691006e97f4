package dev.hexad.iac.cost;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How a cloud names the resources of a state: by ARN, or by id where there is none. */
final class ResourceNames {
  private ResourceNames() {}

  /** Names by address. */
  static Map<String, String> of(JsonNode shown) {
    var names = new HashMap<String, String>();
    module(shown.at("/values/root_module"), names);
    return names;
  }

  private static void module(JsonNode module, Map<String, String> names) {
    for (JsonNode resource : module.path("resources")) {
      for (String attribute : new String[] {"arn", "id"}) {
        JsonNode value = resource.path("values").path(attribute);
        boolean hidden = resource.path("sensitive_values").path(attribute).asBoolean(false);
        if (value.isString() && !hidden) {
          names.putIfAbsent(resource.path("address").asString(""), value.asString());
        }
      }
    }
    module.path("child_modules").forEach(child -> module(child, names));
  }
}
