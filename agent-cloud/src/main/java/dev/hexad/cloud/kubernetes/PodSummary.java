package dev.hexad.cloud.kubernetes;

import dev.hexad.contracts.message.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What checks ask of pods, in one place for all that makes pods. What belongs to something else has
 * none, so that a fault is found once.
 */
final class PodSummary {
  private static final List<String> OF_CONTAINERS =
      List.of("name", "image", "resources", "securityContext");
  private static final List<String> OF_PODS =
      List.of(
          "hostNetwork",
          "hostPID",
          "hostIPC",
          "serviceAccountName",
          "automountServiceAccountToken",
          "securityContext");

  private PodSummary() {}

  static @Nullable ObjectNode of(Kind kind, JsonNode object) {
    JsonNode pod =
        switch (kind.type()) {
          case "pod" -> object.path("spec");
          case "deployment", "stateful-set", "daemon-set", "job" ->
              object.at("/spec/template/spec");
          case "cron-job" -> object.at("/spec/jobTemplate/spec/template/spec");
          default -> object.path("none");
        };
    if (!pod.isObject() || !object.at("/metadata/ownerReferences").isEmpty()) {
      return null;
    }
    ObjectNode summary = Json.mapper().createObjectNode();
    copy(pod, OF_PODS, summary);
    ArrayNode containers = summary.putArray("containers");
    for (String field : List.of("initContainers", "containers")) {
      for (JsonNode container : pod.path(field)) {
        copy(container, OF_CONTAINERS, containers.addObject());
      }
    }
    ArrayNode paths = summary.putArray("hostPaths");
    for (JsonNode volume : pod.path("volumes")) {
      String path = volume.at("/hostPath/path").asString("");
      if (!path.isEmpty()) {
        paths.add(path);
      }
    }
    return summary;
  }

  private static void copy(JsonNode from, List<String> fields, ObjectNode to) {
    for (String field : fields) {
      if (from.has(field)) {
        to.set(field, from.get(field).deepCopy());
      }
    }
  }
}
