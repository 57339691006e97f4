package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.Orphan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Objects in the namespaces of a deployment that are no part of it: left behind by an earlier one,
 * or made by hand. What belongs to another environment of Hexad, what another object has made and
 * what the cluster puts everywhere are none.
 */
final class Orphans {
  /** Kinds that are looked at besides those of the deployment, by their API version. */
  private static final Map<String, List<String>> USUAL =
      Map.of(
          "v1", List.of("Service", "ConfigMap", "Secret", "PersistentVolumeClaim", "Pod"),
          "apps/v1", List.of("Deployment", "StatefulSet", "DaemonSet"),
          "batch/v1", List.of("Job", "CronJob"),
          "networking.k8s.io/v1", List.of("Ingress"));

  /** Put into each namespace by the cluster itself. */
  private static final Set<String> EVERYWHERE =
      Set.of("ConfigMap/kube-root-ca.crt", "ServiceAccount/default", "Service/kubernetes");

  private static final String TOKEN = "kubernetes.io/service-account-token";

  private final KubeApi api;
  private final Placement placement;

  Orphans(KubeApi api, Placement placement) {
    this.api = api;
    this.placement = placement;
  }

  List<Orphan> find() {
    Set<String> ours = placement.all().stream().map(ObjectRef::id).collect(Collectors.toSet());
    return collections().values().stream()
        .flatMap(collection ->
            api.list(collection, "").stream()
                .filter(object -> object.at("/metadata/ownerReferences").isEmpty())
                .map(object -> of(collection, object, ours))
                .flatMap(Optional::stream))
        .toList();
  }

  /** One for each kind in each namespace. */
  private Map<String, ObjectRef> collections() {
    Map<String, ObjectRef> found = new LinkedHashMap<>();
    placement.inventory().stream()
        .filter(ref -> !ref.namespace().isEmpty())
        .forEach(ref -> found.putIfAbsent(ref.collection(), ref));
    Set<String> namespaces =
        found.values().stream().map(ObjectRef::namespace).collect(Collectors.toSet());
    USUAL.forEach((version, kinds) -> {
      JsonNode served = api.kinds(version).map(list -> list.path("resources")).orElse(null);
      if (served == null) {
        return;
      }
      served
          .valueStream()
          .filter(kind -> kinds.contains(kind.path("kind").asString("")))
          .filter(kind -> !kind.path("name").asString("").contains("/"))
          .forEach(kind ->
              namespaces.forEach(namespace -> {
                var ref =
                    new ObjectRef(
                        version,
                        kind.path("kind").asString(""),
                        kind.path("name").asString(""),
                        namespace,
                        "");
                found.putIfAbsent(ref.collection(), ref);
              }));
    });
    return found;
  }

  private Optional<Orphan> of(ObjectRef collection, JsonNode object, Set<String> ours) {
    String name = object.at("/metadata/name").asString("");
    var ref =
        new ObjectRef(
            collection.apiVersion(),
            collection.kind(),
            collection.plural(),
            collection.namespace(),
            name);
    boolean known =
        ours.contains(ref.id())
            || EVERYWHERE.contains(ref.kind() + "/" + name)
            || object.path("type").asString("").equals(TOKEN);
    if (known) {
      return Optional.empty();
    }
    JsonNode labels = object.at("/metadata/labels");
    boolean hexads = labels.has(Ownership.APPLICATION);
    if (hexads && !Ownership.ours(object, placement.application(), placement.environment())) {
      return Optional.empty();
    }
    return Optional.of(
        new Orphan(
            ref.id(),
            ref.kind(),
            ref.namespace(),
            name,
            hexads ? "left behind by an earlier deployment" : "no deployment has made it"));
  }
}
