package dev.hexad.oci.sbom;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Packages in the layers of an image, lowest layer first. Nothing is unpacked to the disk; a later
 * layer replaces and deletes files as the OCI image specification says.
 */
final class LayerPackages {
  private static final int LARGEST_DATABASE = 64 * 1024 * 1024;
  private final LimitedStream.Budget budget;
  private final Map<String, byte[]> databases = new TreeMap<>();
  private final Map<String, List<SoftwarePackage>> jars = new HashMap<>();

  /**
   * A reader of one image.
   *
   * @param limit most bytes that all layers together may unpack to
   */
  LayerPackages(long limit) {
    this.budget = new LimitedStream.Budget(limit);
  }

  /**
   * Reads one layer, compressed with gzip or not at all.
   *
   * @throws IOException when it is something else, or larger than allowed
   */
  void add(InputStream layer) throws IOException {
    var buffered = new BufferedInputStream(layer);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    InputStream plain = gzip ? new GZIPInputStream(buffered) : buffered;
    try (var tar = new TarArchiveInputStream(new LimitedStream(plain, budget))) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        add(entry, tar);
      }
    }
  }

  private void add(TarArchiveEntry entry, InputStream content) throws IOException {
    String path = entry.getName().replaceFirst("^(\\./)+", "");
    if (path.startsWith("/") || List.of(path.split("/")).contains("..")) {
      return;
    }
    int slash = path.lastIndexOf('/') + 1;
    String name = path.substring(slash);
    if (name.equals(".wh..wh..opq")) {
      forget(path.substring(0, slash));
    } else if (name.startsWith(".wh.")) {
      forget(path.substring(0, slash) + name.substring(4));
    } else if (entry.isFile()) {
      forget(path);
      if (isDatabase(path)) {
        if (entry.getSize() > LARGEST_DATABASE) {
          throw new IOException(path + " is too large");
        }
        databases.put(path, content.readAllBytes());
      } else if (path.endsWith(".jar")) {
        jars.put(path, JarPackages.read(new LimitedStream(content, budget)));
      }
    }
  }

  private void forget(String path) {
    databases.keySet().removeIf(known -> isAt(known, path));
    jars.keySet().removeIf(known -> isAt(known, path));
  }

  private static boolean isAt(String known, String path) {
    return path.endsWith("/") || path.isEmpty()
        ? known.startsWith(path)
        : known.equals(path) || known.startsWith(path + "/");
  }

  private static boolean isDatabase(String path) {
    return path.equals("var/lib/dpkg/status")
        || path.startsWith("var/lib/dpkg/status.d/") && !path.endsWith(".md5sums")
        || path.equals("lib/apk/db/installed")
        || path.equals("usr/lib/apk/db/installed")
        || path.equals("etc/os-release")
        || path.equals("usr/lib/os-release");
  }

  List<SoftwarePackage> packages() {
    byte[] release =
        databases.getOrDefault(
            "etc/os-release", databases.getOrDefault("usr/lib/os-release", new byte[0]));
    var found = new ArrayList<SoftwarePackage>();
    databases.forEach((path, content) -> {
      if (path.contains("/dpkg/")) {
        found.addAll(OsPackages.dpkg(content, OsPackages.distribution(release, "debian")));
      } else if (path.contains("apk/")) {
        found.addAll(OsPackages.apk(content, OsPackages.distribution(release, "alpine")));
      }
    });
    jars.values().forEach(found::addAll);
    return found;
  }
}
