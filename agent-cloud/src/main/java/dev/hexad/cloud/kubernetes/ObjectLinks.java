package dev.hexad.cloud.kubernetes;

import dev.hexad.cloud.provider.Relation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What an object is linked with. */
final class ObjectLinks {
  private final String namespace;
  private final Set<Relation> found = new LinkedHashSet<>();

  private ObjectLinks(String namespace) {
    this.namespace = namespace;
  }

  static List<Relation> of(Kind kind, String namespace, JsonNode object) {
    var links = new ObjectLinks(namespace);
    if (kind.namespaced()) {
      links.link("in", "namespaces", namespace);
    }
    JsonNode spec = object.path("spec");
    switch (kind.type()) {
      case "pod" -> {
        links.link("runs on", "nodes", spec.path("nodeName").asString(""));
        links.pod(spec);
      }
      case "deployment", "stateful-set", "daemon-set", "job" ->
          links.pod(spec.at("/template/spec"));
      case "cron-job" -> links.pod(spec.at("/jobTemplate/spec/template/spec"));
      case "persistent-volume-claim" ->
          links.link("bound to", "persistentvolumes", spec.path("volumeName").asString(""));
      case "ingress" ->
          spec.findValues("service")
              .forEach(service -> links.own("routes to", "services", service.path("name")));
      case "role-binding", "cluster-role-binding" -> links.binding(object);
      default -> {}
    }
    object
        .at("/metadata/ownerReferences")
        .forEach(owner -> links.owner(owner.path("kind").asString(""), owner.path("name")));
    return List.copyOf(links.found);
  }

  private void pod(JsonNode spec) {
    own("acts as", "serviceaccounts", spec.path("serviceAccountName"));
    for (JsonNode volume : spec.path("volumes")) {
      own("uses", "persistentvolumeclaims", volume.at("/persistentVolumeClaim/claimName"));
      own("uses", "configmaps", volume.at("/configMap/name"));
      own("uses", "secrets", volume.at("/secret/secretName"));
    }
    for (JsonNode reference : spec.findValues("secretKeyRef")) {
      own("uses", "secrets", reference.path("name"));
    }
    for (JsonNode reference : spec.findValues("configMapKeyRef")) {
      own("uses", "configmaps", reference.path("name"));
    }
  }

  private void binding(JsonNode object) {
    String name = object.at("/roleRef/name").asString("");
    if (object.at("/roleRef/kind").asString("").equals("ClusterRole")) {
      link("grants", "clusterroles", name);
    } else {
      own("grants", "roles", object.at("/roleRef/name"));
    }
    for (JsonNode subject : object.path("subjects")) {
      if (subject.path("kind").asString("").equals("ServiceAccount")) {
        String of = subject.path("namespace").asString(namespace);
        link("to", "serviceaccounts", of + "/" + subject.path("name").asString(""));
      }
    }
  }

  private void owner(String kind, JsonNode name) {
    Optional<Kind> known = Kind.ALL.stream().filter(k -> k.name().equals(kind)).findFirst();
    known.ifPresent(k -> own("owned by", k.plural(), name));
  }

  /** To something in the same namespace. */
  private void own(String verb, String plural, JsonNode name) {
    String text = name.asString("");
    if (!text.isEmpty()) {
      link(verb, plural, KubernetesResources.id(Kind.ofPlural(plural), namespace, text));
    }
  }

  private void link(String verb, String plural, String id) {
    if (!id.isEmpty()) {
      found.add(new Relation(verb, Kind.ofPlural(plural).fullType(), id));
    }
  }
}
