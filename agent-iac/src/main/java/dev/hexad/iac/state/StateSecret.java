package dev.hexad.iac.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A secret that stands in a state, to be rotated if the state was ever seen.
 *
 * @param path of the attribute, with dots
 * @param reason {@code sensitive} when it is marked so, {@code name} when its name says it
 */
record StateSecret(String address, String path, String reason) {
  private static final Pattern TELLING =
      Pattern.compile(
          "(^|_)(password|passwd|secret|secret_key|private_key|private_key_pem|token|access_key"
              + "|api_key|client_secret|connection_string|credentials)$");

  /** Names that look like one and hold a reference to it. */
  private static final Set<String> REFERENCES = Set.of("page_token", "next_token");

  private static final int DEPTH = 6;

  /** Where values stand that are marked as sensitive, or whose names tell it. */
  static List<StateSecret> in(StateText.Instance instance) {
    var found = new ArrayList<StateSecret>();
    for (String path : instance.sensitive()) {
      JsonNode value = instance.at(path);
      if (!value.isMissingNode() && !value.isNull()) {
        found.add(new StateSecret(instance.address(), path, "sensitive"));
      }
    }
    named(instance, instance.attributes(), "", DEPTH, found);
    return found;
  }

  /** Whether the value at this path must not be shown. */
  static boolean hides(StateText.Instance instance, String path) {
    int dot = path.lastIndexOf('.');
    return instance.sensitive().stream().anyMatch(s -> path.equals(s) || path.startsWith(s + "."))
        || telling(path.substring(dot + 1));
  }

  private static boolean telling(String name) {
    return TELLING.matcher(name).find() && !REFERENCES.contains(name);
  }

  private static void named(
      StateText.Instance instance, JsonNode node, String path, int depth, List<StateSecret> found) {
    for (var field : node.properties()) {
      String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      JsonNode value = field.getValue();
      if (value.isObject() && depth > 0) {
        named(instance, value, at, depth - 1, found);
      } else if (value.isString()
          && !value.stringValue().isEmpty()
          && telling(field.getKey())
          && !instance.sensitive().contains(at)) {
        found.add(new StateSecret(instance.address(), at, "name"));
      }
    }
  }
}
