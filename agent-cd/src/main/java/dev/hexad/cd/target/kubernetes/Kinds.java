package dev.hexad.cd.target.kubernetes;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The kinds that a cluster serves, and those that the manifests themselves define. */
final class Kinds {
  private final KubeApi api;
  private final String namespace;
  private final Map<String, Optional<JsonNode>> versions = new HashMap<>();
  private final Map<String, JsonNode> defined = new HashMap<>();

  /**
   * @param namespace of objects that name none
   */
  Kinds(KubeApi api, String namespace, List<Manifest> manifests) {
    this.api = api;
    this.namespace = namespace;
    for (Manifest manifest : manifests) {
      if (manifest.kind().equals("CustomResourceDefinition")) {
        JsonNode spec = manifest.tree().path("spec");
        for (JsonNode version : spec.path("versions")) {
          String name = spec.path("group").asString("") + "/" + version.path("name").asString("");
          defined.put(name + " " + spec.at("/names/kind").asString(""), spec);
        }
      }
    }
  }

  /** Whether the kind comes with the manifests and need not be there yet. */
  boolean isDefined(Manifest manifest) {
    return defined.containsKey(key(manifest));
  }

  private static String key(Manifest manifest) {
    return manifest.apiVersion() + " " + manifest.kind();
  }

  /**
   * Where an object goes.
   *
   * @throws HexadException when nobody knows its kind
   */
  ObjectRef locate(Manifest manifest) {
    Optional<JsonNode> served =
        versions
            .computeIfAbsent(manifest.apiVersion(), api::kinds)
            .flatMap(found -> resource(found, manifest.kind()));
    if (served.isPresent()) {
      JsonNode kind = served.get();
      return ref(manifest, kind.path("name").asString(""), kind.path("namespaced").asBoolean());
    }
    JsonNode spec = defined.get(key(manifest));
    if (spec == null) {
      throw new HexadException(
          ProblemType.INVALID,
          "%s: the cluster does not know the kind %s of %s; install its definition first, or put it"
                  .formatted(manifest.where(), manifest.kind(), manifest.apiVersion())
              + " into the manifests. Nothing was applied.");
    }
    return ref(
        manifest,
        spec.at("/names/plural").asString(""),
        spec.path("scope").asString("").equals("Namespaced"));
  }

  private static Optional<JsonNode> resource(JsonNode kinds, String kind) {
    return kinds
        .path("resources")
        .valueStream()
        .filter(one -> one.path("kind").asString("").equals(kind))
        .filter(one -> !one.path("name").asString("").contains("/"))
        .findFirst();
  }

  private ObjectRef ref(Manifest manifest, String plural, boolean namespaced) {
    String own = manifest.namespace().isEmpty() ? namespace : manifest.namespace();
    return new ObjectRef(
        manifest.apiVersion(), manifest.kind(), plural, namespaced ? own : "", manifest.name());
  }
}
