package dev.hexad.orchestrator.configuration;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A place where a document names a secret: a text field whose name ends in {@code Secret}, or an
 * object <code>{"$secret": "name"}</code>. The value is fetched by the agent and never put in.
 */
public record SecretReference(String path, String name) {

  /** All references, in the order of the document. */
  public static List<SecretReference> in(JsonNode document) {
    var found = new ArrayList<SecretReference>();
    walk("", document, found);
    return found;
  }

  private static void walk(String path, JsonNode node, List<SecretReference> found) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> {
            String at = path + "/" + Difference.escape(field.getKey());
            JsonNode value = field.getValue();
            boolean named = field.getKey().endsWith("Secret") || field.getKey().equals("$secret");
            if (named && value.isString() && !value.stringValue().isBlank()) {
              found.add(new SecretReference(at, value.stringValue()));
            } else {
              walk(at, value, found);
            }
          });
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(path + "/" + i, node.get(i), found);
      }
    }
  }
}
