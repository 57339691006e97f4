package dev.hexad.cd.target.kubernetes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where an object stands in the API.
 *
 * @param plural name of its kind in paths
 * @param namespace empty for what has none
 */
record ObjectRef(String apiVersion, String kind, String plural, String namespace, String name) {
  String path() {
    return collection() + "/" + encoded(name);
  }

  /** The path of all of its kind in its namespace. */
  String collection() {
    return root(apiVersion)
        + (namespace.isEmpty() ? "" : "/namespaces/" + encoded(namespace))
        + "/"
        + plural;
  }

  /** The path of a version of the API. */
  static String root(String apiVersion) {
    return apiVersion.contains("/") ? "/apis/" + apiVersion : "/api/" + apiVersion;
  }

  /** For example {@code apps/Deployment/shop/web}. */
  String id() {
    int slash = apiVersion.indexOf('/');
    return (slash < 0 ? "" : apiVersion.substring(0, slash) + "/")
        + kind
        + (namespace.isEmpty() ? "" : "/" + namespace)
        + "/"
        + name;
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
