package dev.hexad.cd.target.kubernetes;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Config maps and secrets that a pod reads, wherever its specification names them. */
final class PodConfiguration {
  private static final Map<String, String> KINDS =
      Map.of(
          "configMapRef", "ConfigMap",
          "configMapKeyRef", "ConfigMap",
          "configMap", "ConfigMap",
          "secretRef", "Secret",
          "secretKeyRef", "Secret",
          "secret", "Secret");

  private PodConfiguration() {}

  static String key(String kind, String name) {
    return kind + "/" + name;
  }

  /** All that are named, as {@code ConfigMap/web}. */
  static Set<String> named(JsonNode pod) {
    Set<String> found = new HashSet<>();
    walk(pod, (kind, holder, field) -> found.add(key(kind, holder.path(field).asString(""))));
    return found;
  }

  /** Points the named ones to their copies. */
  static void rename(JsonNode pod, Set<String> copied) {
    walk(
        pod,
        (kind, holder, field) -> {
          String name = holder.path(field).asString("");
          if (copied.contains(key(kind, name))) {
            holder.put(field, CanaryCopy.renamed(name));
          }
        });
  }

  private interface Visitor {
    void on(String kind, ObjectNode holder, String field);
  }

  private static void walk(JsonNode node, Visitor visitor) {
    node.properties()
        .forEach(entry -> {
          String kind = KINDS.get(entry.getKey());
          if (kind != null && entry.getValue() instanceof ObjectNode holder) {
            // Volumes name their secret by another field than all else does.
            visitor.on(kind, holder, holder.has("secretName") ? "secretName" : "name");
          }
        });
    node.values().forEach(child -> walk(child, visitor));
  }
}
