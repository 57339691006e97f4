package dev.hexad.standalone.bench.drift;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The kinds that the server has, and how it lists them. */
final class Kinds {
  private record Kind(String name, String plural, boolean namespaced) {}

  private static final Map<String, List<Kind>> VERSIONS =
      Map.of(
          "v1",
          List.of(
              new Kind("Namespace", "namespaces", false),
              new Kind("ConfigMap", "configmaps", true),
              new Kind("Secret", "secrets", true),
              new Kind("Service", "services", true),
              new Kind("ServiceAccount", "serviceaccounts", true),
              new Kind("PersistentVolumeClaim", "persistentvolumeclaims", true),
              new Kind("Pod", "pods", true),
              new Kind("Event", "events", true)),
          "apps/v1",
          List.of(
              new Kind("Deployment", "deployments", true),
              new Kind("ReplicaSet", "replicasets", true),
              new Kind("StatefulSet", "statefulsets", true),
              new Kind("DaemonSet", "daemonsets", true)),
          "batch/v1",
          List.of(new Kind("Job", "jobs", true), new Kind("CronJob", "cronjobs", true)),
          "networking.k8s.io/v1",
          List.of(
              new Kind("Ingress", "ingresses", true),
              new Kind("NetworkPolicy", "networkpolicies", true)));

  private Kinds() {}

  /** The answer to a question for a version of the API. */
  static Optional<ObjectNode> list(String apiVersion) {
    return Optional.ofNullable(VERSIONS.get(apiVersion)).map(kinds -> list(apiVersion, kinds));
  }

  private static ObjectNode list(String apiVersion, List<Kind> kinds) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", apiVersion);
    ArrayNode resources = list.putArray("resources");
    for (Kind kind : kinds) {
      ObjectNode resource = resources.addObject();
      resource.put("name", kind.plural()).put("singularName", "");
      resource.put("namespaced", kind.namespaced()).put("kind", kind.name());
      ArrayNode verbs = resource.putArray("verbs");
      List.of("create", "delete", "get", "list", "patch", "update", "watch").forEach(verbs::add);
    }
    return list;
  }

  static boolean serves(String apiVersion, String plural) {
    return VERSIONS.getOrDefault(apiVersion, List.of()).stream()
        .anyMatch(kind -> kind.plural().equals(plural));
  }
}
