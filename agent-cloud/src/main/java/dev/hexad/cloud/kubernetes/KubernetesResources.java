package dev.hexad.cloud.kubernetes;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.cloud.provider.Scope;
import dev.hexad.cloud.provider.Scrub;
import dev.hexad.contracts.message.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings objects into the form that all providers share. */
final class KubernetesResources {
  private static final List<String> VOLATILE =
      List.of("managedFields", "resourceVersion", "generation", "selfLink");

  /** Repeat what is in the object, may hold secrets, or count changes. */
  private static final List<String> ANNOTATIONS =
      List.of(
          "kubectl.kubernetes.io/last-applied-configuration", "deployment.kubernetes.io/revision");

  private KubernetesResources() {}

  static CloudResource of(Kind kind, JsonNode object) {
    JsonNode metadata = object.path("metadata");
    String name = metadata.path("name").asString("");
    String namespace = metadata.path("namespace").asString("");
    return new CloudResource(
        kind.fullType(),
        id(kind, namespace, name, metadata.path("uid").asString("")),
        name,
        kind.namespaced() ? namespace : Scope.GLOBAL,
        ObjectState.of(kind, object),
        labels(metadata),
        created(metadata),
        ObjectLinks.of(kind, namespace, object),
        raw(kind, object));
  }

  /** Pods come and go under the same name, so that they are known by their identity. */
  private static String id(Kind kind, String namespace, String name, String uid) {
    return kind.equals(Kind.POD) && !uid.isEmpty() ? uid : id(kind, namespace, name);
  }

  static String id(Kind kind, String namespace, String name) {
    return kind.namespaced() ? namespace + "/" + name : name;
  }

  private static Map<String, String> labels(JsonNode metadata) {
    var labels = new HashMap<String, String>();
    metadata
        .path("labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
    return labels;
  }

  private static @Nullable Instant created(JsonNode metadata) {
    String text = metadata.path("creationTimestamp").asString("");
    return text.isEmpty() ? null : Instant.parse(text);
  }

  private static JsonNode raw(Kind kind, JsonNode object) {
    ObjectNode raw = Json.mapper().createObjectNode();
    raw.put("kind", kind.name());
    object.properties().stream()
        .filter(field -> !kind.namesOnly() || field.getKey().equals("metadata"))
        .filter(field -> !field.getKey().equals("status"))
        .forEach(field -> raw.set(field.getKey(), field.getValue().deepCopy()));
    if (raw.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(VOLATILE);
      if (kind.namesOnly()) {
        metadata.remove("annotations");
      } else if (metadata.get("annotations") instanceof ObjectNode annotations) {
        annotations.remove(ANNOTATIONS);
      }
    }
    ObjectNode pod = PodSummary.of(kind, object);
    if (pod != null) {
      raw.set("pod", pod);
    }
    JsonNode node = object.at("/status/nodeInfo");
    if (kind.equals(Kind.NODE) && node.isObject()) {
      raw.set("nodeInfo", node.deepCopy());
    }
    return Scrub.clean(raw);
  }
}
