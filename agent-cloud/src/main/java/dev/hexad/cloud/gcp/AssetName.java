package dev.hexad.cloud.gcp;

import dev.hexad.cloud.rest.Singular;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of Google Cloud in the words of the inventory. */
final class AssetName {
  private static final String COMPUTE = "//compute.googleapis.com/";

  /** What nearly everything names, and nobody asks for. */
  private static final Set<String> PLACES =
      Set.of("zones", "regions", "machineTypes", "diskTypes", "licenses", "projects", "global");

  private AssetName() {}

  /** For example {@code gcp.compute.instance} for {@code compute.googleapis.com/Instance}. */
  static String type(String assetType) {
    String[] parts = assetType.split("/", 2);
    String service = parts[0].replaceFirst("\\..*", "");
    return GoogleProvider.NAME + "." + service + "." + kebab(parts.length < 2 ? "" : parts[1]);
  }

  /** The type of what has this name, as far as the name tells. */
  static String typeOfName(String name) {
    String[] parts = name.replaceFirst("^//", "").split("/");
    String service = parts[0].replaceFirst("\\..*", "");
    String many = parts.length < 2 ? "thing" : parts[parts.length - 2];
    return GoogleProvider.NAME + "." + service + "." + kebab(Singular.of(many));
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }

  /** What stands after the last slash. */
  static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** The name below its service, for example {@code projects/p/zones/z/instances/i}. */
  static String path(String name) {
    return name.replaceFirst("^//[^/]+/", "");
  }

  /** The name that a link leads to; null when it is not worth a relation. */
  static @Nullable String linked(String text) {
    String path = text.replaceFirst("^https://(www|compute)\\.googleapis\\.com/compute/v1/", "");
    String[] parts = path.split("/");
    return path.equals(text) || parts.length < 4 || PLACES.contains(parts[parts.length - 2])
        ? null
        : COMPUTE + path;
  }
}
