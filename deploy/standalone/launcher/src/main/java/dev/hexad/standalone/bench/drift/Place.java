package dev.hexad.standalone.bench.drift;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a path of the API leads to.
 *
 * @param plural empty for the list of kinds
 * @param namespace empty for what has none
 * @param name empty for all of a kind
 */
record Place(String apiVersion, String plural, String namespace, String name) {
  /** Empty for paths that the API does not have. */
  static Optional<Place> of(String path) {
    List<String> parts = Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    if (parts.size() >= 2 && parts.getFirst().equals("api")) {
      return of(parts.get(1), parts.subList(2, parts.size()));
    }
    if (parts.size() >= 3 && parts.getFirst().equals("apis")) {
      return of(parts.get(1) + "/" + parts.get(2), parts.subList(3, parts.size()));
    }
    return Optional.empty();
  }

  private static Optional<Place> of(String apiVersion, List<String> rest) {
    boolean inside = rest.size() > 2 && rest.getFirst().equals("namespaces");
    String namespace = inside ? rest.get(1) : "";
    List<String> of = inside ? rest.subList(2, rest.size()) : rest;
    return of.size() > 2
        ? Optional.empty()
        : Optional.of(
            new Place(
                apiVersion,
                of.isEmpty() ? "" : of.getFirst(),
                namespace,
                of.size() < 2 ? "" : of.get(1)));
  }

  /** All of its kind in its namespace. */
  Place collection() {
    return new Place(apiVersion, plural, namespace, "");
  }
}
