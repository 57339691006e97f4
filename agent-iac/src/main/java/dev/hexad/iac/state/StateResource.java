package dev.hexad.iac.state;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A resource as a state has it.
 *
 * @param attributes plain values by path, those that must not be shown masked
 */
record StateResource(String address, String type, Map<String, String> attributes) {
  static final String MASKED = "(sensitive value)";
  private static final int MOST_TEXT = 500;

  StateResource {
    attributes = Map.copyOf(attributes);
  }

  static StateResource of(StateText.Instance instance) {
    var plain = new TreeMap<String, String>();
    flatten(instance, instance.attributes(), "", plain);
    plain.replaceAll(
        (path, value) -> value.length() > MOST_TEXT ? value.substring(0, MOST_TEXT) + "…" : value);
    return new StateResource(instance.address(), instance.type(), plain);
  }

  static Map<String, String> comparable(StateText.Instance instance) {
    var plain = new TreeMap<String, String>();
    flatten(instance, instance.attributes(), "", plain);
    return plain;
  }

  private static void flatten(
      StateText.Instance instance, JsonNode node, String path, Map<String, String> plain) {
    if (!path.isEmpty() && !node.isNull() && StateSecret.hides(instance, path)) {
      plain.put(path, MASKED);
    } else if (node.isObject()) {
      node.properties()
          .forEach(f ->
              flatten(
                  instance,
                  f.getValue(),
                  path.isEmpty() ? f.getKey() : path + "." + f.getKey(),
                  plain));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(instance, node.get(i), path.isEmpty() ? "" + i : path + "." + i, plain);
      }
    } else if (!node.isNull() && !node.isMissingNode()) {
      plain.put(path.isEmpty() ? "value" : path, node.asString());
    }
  }
}
