package dev.hexad.cd.target.kubernetes;

import tools.jackson.databind.node.ObjectNode;

/**
 * One object as somebody wants it.
 *
 * @param where it stands, for messages: file and number of the document
 */
record Manifest(String where, ObjectNode tree) {
  String apiVersion() {
    return tree.path("apiVersion").asString("");
  }

  /** Empty for the core group. */
  String group() {
    String version = apiVersion();
    int slash = version.indexOf('/');
    return slash < 0 ? "" : version.substring(0, slash);
  }

  String kind() {
    return tree.path("kind").asString("");
  }

  String name() {
    return tree.at("/metadata/name").asString("");
  }

  /** Empty when it names none. */
  String namespace() {
    return tree.at("/metadata/namespace").asString("");
  }

  /** For example {@code apps/Deployment/shop/web}. */
  String id() {
    String group = group();
    return (group.isEmpty() ? "" : group + "/")
        + kind()
        + (namespace().isEmpty() ? "" : "/" + namespace())
        + "/"
        + name();
  }

  /** Whether it is the object at this place. */
  boolean standsAt(ObjectRef place) {
    return kind().equals(place.kind())
        && name().equals(place.name())
        && apiVersion().equals(place.apiVersion())
        && (namespace().isEmpty() || namespace().equals(place.namespace()));
  }

  String annotation(String name) {
    return tree.path("metadata").path("annotations").path(name).asString("");
  }
}
