package dev.hexad.oci.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One package in one version.
 *
 * @param purl its package URL in canonical form
 */
record SoftwarePackage(String purl, @Nullable String group, String name, String version) {

  /** A package, unless its name or version cannot be one. */
  static Optional<SoftwarePackage> of(
      String type, @Nullable String group, String name, String version) {
    return of(type, group, name, version, Map.of());
  }

  static Optional<SoftwarePackage> of(
      String type,
      @Nullable String group,
      String name,
      String version,
      Map<String, String> qualifiers) {
    if (name.isBlank() || version.isBlank()) {
      return Optional.empty();
    }
    try {
      var purl =
          new PackageURL(
              type,
              group,
              name,
              version,
              qualifiers.isEmpty() ? null : new TreeMap<>(qualifiers),
              null);
      return Optional.of(new SoftwarePackage(purl.canonicalize(), group, name, version));
    } catch (MalformedPackageURLException e) {
      return Optional.empty();
    }
  }

  /** A package whose name carries its group before the last slash. */
  static Optional<SoftwarePackage> grouped(String type, String path, String version) {
    int slash = path.lastIndexOf('/');
    return slash < 0
        ? of(type, null, path, version)
        : of(type, path.substring(0, slash), path.substring(slash + 1), version);
  }

  /** Reads the packages out of one file. */
  @FunctionalInterface
  interface Reader {
    List<SoftwarePackage> read(byte[] content) throws Exception;
  }
}
