package dev.hexad.testkit.cluster;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which kinds the API server serves: the built-in ones, and those of custom definitions. */
final class ApiKinds {
  private static final List<Kind> BUILT_IN =
      List.of(
          Kind.cluster("", "v1", "Namespace"),
          Kind.cluster("", "v1", "Node"),
          Kind.cluster("", "v1", "PersistentVolume"),
          Kind.of("", "v1", "Pod"),
          Kind.of("", "v1", "Service"),
          Kind.of("", "v1", "ConfigMap"),
          Kind.of("", "v1", "Secret"),
          Kind.of("", "v1", "ServiceAccount"),
          Kind.of("", "v1", "PersistentVolumeClaim"),
          Kind.of("", "v1", "Event"),
          Kind.of("apps", "v1", "Deployment"),
          Kind.of("apps", "v1", "ReplicaSet"),
          Kind.of("apps", "v1", "StatefulSet"),
          Kind.of("apps", "v1", "DaemonSet"),
          Kind.of("batch", "v1", "Job"),
          Kind.of("batch", "v1", "CronJob"),
          new Kind("networking.k8s.io", "v1", "Ingress", "ingresses", true),
          new Kind("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true),
          Kind.of("autoscaling", "v2", "HorizontalPodAutoscaler"),
          Kind.of("policy", "v1", "PodDisruptionBudget"),
          Kind.of("rbac.authorization.k8s.io", "v1", "Role"),
          Kind.of("rbac.authorization.k8s.io", "v1", "RoleBinding"),
          Kind.cluster("rbac.authorization.k8s.io", "v1", "ClusterRole"),
          Kind.cluster("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding"),
          Kind.cluster("apiextensions.k8s.io", "v1", "CustomResourceDefinition"));

  private final ResourceStore store;

  ApiKinds(ResourceStore store) {
    this.store = store;
  }

  /** A kind with the plural name of its paths. */
  record Kind(String group, String version, String kind, String plural, boolean namespaced) {
    static Kind of(String group, String version, String kind) {
      return new Kind(group, version, kind, kind.toLowerCase(Locale.ROOT) + "s", true);
    }

    static Kind cluster(String group, String version, String kind) {
      return new Kind(group, version, kind, kind.toLowerCase(Locale.ROOT) + "s", false);
    }
  }

  private List<Kind> all() {
    var found = new java.util.ArrayList<>(BUILT_IN);
    var definitions =
        new ApiPath("apiextensions.k8s.io", "v1", "", "customresourcedefinitions", "", "");
    for (ObjectNode custom : store.list(definitions).objects()) {
      JsonNode spec = custom.path("spec");
      for (JsonNode version : spec.path("versions")) {
        found.add(
            new Kind(
                spec.path("group").asString(),
                version.path("name").asString(),
                spec.at("/names/kind").asString(),
                spec.at("/names/plural").asString(),
                spec.path("scope").asString("").equals("Namespaced")));
      }
    }
    return found;
  }

  boolean ofCluster(ApiPath path) {
    return all().stream()
        .anyMatch(kind ->
            !kind.namespaced()
                && kind.group().equals(path.group())
                && kind.plural().equals(path.resource()));
  }

  /** Custom objects, their definitions and roles have no schema here. */
  boolean custom(ApiPath path) {
    return path.resource().equals("customresourcedefinitions")
        || path.group().equals("rbac.authorization.k8s.io")
        || BUILT_IN.stream()
            .noneMatch(
                kind -> kind.group().equals(path.group()) && kind.plural().equals(path.resource()));
  }

  /** Refuses paths of kinds that are not served. */
  void require(ApiPath path) {
    boolean served =
        all().stream()
            .anyMatch(kind ->
                kind.group().equals(path.group())
                    && kind.version().equals(path.version())
                    && kind.plural().equals(path.resource()));
    if (!served) {
      throw Refusal.notServed();
    }
  }

  /** The resources of a version, as the API lists them. */
  ObjectNode resources(String group, String version) {
    Set<Kind> kinds = new java.util.LinkedHashSet<>(all());
    kinds.removeIf(kind -> !kind.group().equals(group) || !kind.version().equals(version));
    if (kinds.isEmpty()) {
      throw Refusal.notServed();
    }
    ObjectNode list = ResourceStore.object().put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    ArrayNode resources = list.putArray("resources");
    for (Kind kind : kinds) {
      ObjectNode one = resources.addObject().put("name", kind.plural());
      one.put("singularName", kind.kind().toLowerCase(Locale.ROOT));
      one.put("namespaced", kind.namespaced()).put("kind", kind.kind());
      ArrayNode verbs = one.putArray("verbs");
      List.of("create", "delete", "get", "list", "patch", "update", "watch").forEach(verbs::add);
    }
    return list;
  }
}
