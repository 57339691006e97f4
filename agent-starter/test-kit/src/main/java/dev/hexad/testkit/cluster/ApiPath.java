package dev.hexad.testkit.cluster;

import java.util.Arrays;
import java.util.List;

/**
 * What a path of the API names.
 *
 * @param group empty for the core group
 * @param namespace empty for what has none
 * @param resource plural name, for example pods
 * @param name empty for the collection
 * @param part sub-resource, for example log, or empty
 */
record ApiPath(
    String group, String version, String namespace, String resource, String name, String part) {

  static ApiPath of(String path) {
    List<String> parts = Arrays.stream(path.split("/")).filter(p -> !p.isEmpty()).toList();
    boolean core = !parts.isEmpty() && parts.getFirst().equals("api");
    int at = core ? 1 : 2;
    if (parts.size() <= at || (!core && !parts.getFirst().equals("apis"))) {
      throw Refusal.notFound("path", path);
    }
    String group = core ? "" : parts.get(1);
    String version = parts.get(at);
    List<String> rest = parts.subList(at + 1, parts.size());
    String namespace = "";
    if (rest.size() > 2 && rest.getFirst().equals("namespaces")) {
      namespace = rest.get(1);
      rest = rest.subList(2, rest.size());
    }
    return new ApiPath(group, version, namespace, at(rest, 0), at(rest, 1), at(rest, 2));
  }

  private static String at(List<String> parts, int i) {
    return i < parts.size() ? parts.get(i) : "";
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** The resource as roles name it. */
  String permission() {
    return part.isEmpty() ? resource : resource + "/" + part;
  }

  ApiPath named(String name) {
    return new ApiPath(group, version, namespace, resource, name, part);
  }

  ApiPath collection() {
    return new ApiPath(group, version, namespace, resource, "", "");
  }
}
