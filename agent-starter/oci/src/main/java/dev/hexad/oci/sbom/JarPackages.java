package dev.hexad.oci.sbom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Maven coordinates that JAR files carry inside, also in the JARs of an executable JAR. */
final class JarPackages {
  private static final int MOST_ENTRIES = 200_000;
  private static final int LARGEST_PROPERTIES = 64 * 1024;

  private static final long LARGEST_CONTENT = 512L * 1024 * 1024;

  private JarPackages() {}

  /**
   * Reads one JAR.
   *
   * @param in the JAR, limited by the caller
   */
  static List<SoftwarePackage> read(InputStream in) throws IOException {
    return read(in, new LimitedStream.Budget(LARGEST_CONTENT));
  }

  static List<SoftwarePackage> read(InputStream in, LimitedStream.Budget budget)
      throws IOException {
    return read(in, 1, budget);
  }

  private static List<SoftwarePackage> read(
      InputStream in, int nesting, LimitedStream.Budget budget) throws IOException {
    var found = new ArrayList<SoftwarePackage>();
    var zip = new ZipInputStream(in);
    int entries = 0;
    ZipEntry entry;
    while ((entry = zip.getNextEntry()) != null) {
      if (++entries > MOST_ENTRIES) {
        throw new IOException("too many entries");
      }
      String name = entry.getName();
      var limited = new LimitedStream(zip, budget);
      if (name.startsWith("META-INF/maven/") && name.endsWith("/pom.properties")) {
        var properties = new Properties();
        properties.load(new ByteArrayInputStream(limited.readNBytes(LARGEST_PROPERTIES)));
        SoftwarePackage.of(
                "maven",
                properties.getProperty("groupId", ""),
                properties.getProperty("artifactId", ""),
                properties.getProperty("version", ""))
            .ifPresent(found::add);
      } else if (nesting > 0 && name.endsWith(".jar")) {
        found.addAll(read(limited, nesting - 1, budget));
      } else {
        limited.transferTo(OutputStream.nullOutputStream());
      }
    }
    return found;
  }
}
