package dev.hexad.oci.sbom;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The databases of installed packages that dpkg and apk keep. */
final class OsPackages {
  private OsPackages() {}

  /** Paragraphs of Debian control fields, as dpkg's status file has them. */
  static List<SoftwarePackage> dpkg(byte[] content, String distribution) {
    var found = new ArrayList<SoftwarePackage>();
    for (Map<String, String> fields : paragraphs(content, ": ")) {
      String status = fields.getOrDefault("Status", "install ok installed");
      if (status.endsWith(" installed")) {
        add(found, "deb", distribution, fields, "Package", "Version", "Architecture");
      }
    }
    return found;
  }

  /** Paragraphs of one-letter fields, as apk's installed file has them. */
  static List<SoftwarePackage> apk(byte[] content, String distribution) {
    var found = new ArrayList<SoftwarePackage>();
    for (Map<String, String> fields : paragraphs(content, ":")) {
      add(found, "apk", distribution, fields, "P", "V", "A");
    }
    return found;
  }

  private static void add(
      List<SoftwarePackage> found,
      String type,
      String distribution,
      Map<String, String> fields,
      String name,
      String version,
      String architecture) {
    String arch = fields.getOrDefault(architecture, "");
    SoftwarePackage.of(
            type,
            distribution,
            fields.getOrDefault(name, ""),
            fields.getOrDefault(version, ""),
            arch.isEmpty() ? Map.of() : Map.of("arch", arch))
        .ifPresent(found::add);
  }

  private static List<Map<String, String>> paragraphs(byte[] content, String separator) {
    var paragraphs = new ArrayList<Map<String, String>>();
    for (String paragraph : new String(content, StandardCharsets.UTF_8).split("\n\n+")) {
      var fields = new HashMap<String, String>();
      for (String line : paragraph.split("\n")) {
        int at = line.indexOf(separator);
        if (at > 0 && !line.startsWith(" ")) {
          fields.putIfAbsent(line.substring(0, at), line.substring(at + separator.length()).trim());
        }
      }
      paragraphs.add(fields);
    }
    return paragraphs;
  }

  /** The distribution's id in an os-release file. */
  static String distribution(byte[] osRelease, String otherwise) {
    for (String line : new String(osRelease, StandardCharsets.UTF_8).split("\n")) {
      if (line.startsWith("ID=")) {
        return line.substring(3).replace("\"", "").trim();
      }
    }
    return otherwise;
  }
}
