package dev.hexad.oci.sbom;

import dev.hexad.contracts.message.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** The lock files of package managers, by the name that they have in a source folder. */
final class LockFiles {
  static final Map<String, SoftwarePackage.Reader> READERS =
      Map.ofEntries(
          Map.entry("pom.xml", MavenPom::read),
          Map.entry("package-lock.json", LockFiles::npm),
          Map.entry("composer.lock", LockFiles::composer),
          Map.entry("Pipfile.lock", LockFiles::pipfile),
          Map.entry("poetry.lock", content -> toml(content, "pypi")),
          Map.entry("Cargo.lock", content -> toml(content, "cargo")),
          Map.entry("go.mod", LockFiles::goModule),
          Map.entry("go.sum", LockFiles::goSum),
          Map.entry("requirements.txt", LockFiles::requirements),
          Map.entry("Gemfile.lock", LockFiles::gemfile));
  private static final TomlMapper TOML = new TomlMapper();
  private static final Pattern GO_REQUIRE =
      Pattern.compile(
          "(?m)^\\s*(?:require\\s+)?([\\w.-]+\\.[\\w.-]+(?:/[\\w.~-]+)*)\\s+(v[\\w.+-]+)");
  private static final Pattern GO_SUM = Pattern.compile("(?m)^(\\S+) (v\\S+?)(/go\\.mod)? h1:");
  private static final Pattern PINNED =
      Pattern.compile("(?m)^\\s*([A-Za-z0-9][\\w.-]*)(?:\\[[^]]*])?\\s*===?\\s*([\\w.!+-]+)");
  private static final Pattern GEM = Pattern.compile("(?m)^ {4}([\\w.-]+) \\(([\\w.-]+)\\)$");

  private LockFiles() {}

  /** Versions 2 and 3, which list packages by their folder. */
  private static List<SoftwarePackage> npm(byte[] content) {
    var found = new ArrayList<SoftwarePackage>();
    JsonNode packages = Json.mapper().readTree(content).path("packages");
    packages
        .properties()
        .forEach(entry -> {
          int at = entry.getKey().lastIndexOf("node_modules/");
          JsonNode item = entry.getValue();
          if (at >= 0 && !item.path("link").asBoolean(false)) {
            String name = item.path("name").asString(entry.getKey().substring(at + 13));
            SoftwarePackage.grouped("npm", name, item.path("version").asString(""))
                .ifPresent(found::add);
          }
        });
    return found;
  }

  private static List<SoftwarePackage> composer(byte[] content) {
    var found = new ArrayList<SoftwarePackage>();
    for (JsonNode item : Json.mapper().readTree(content).path("packages")) {
      String version = item.path("version").asString("");
      SoftwarePackage.grouped("composer", item.path("name").asString(""), version)
          .ifPresent(found::add);
    }
    return found;
  }

  private static List<SoftwarePackage> pipfile(byte[] content) {
    var found = new ArrayList<SoftwarePackage>();
    for (var entry : Json.mapper().readTree(content).path("default").properties()) {
      String version = entry.getValue().path("version").asString("").replaceFirst("^==", "");
      SoftwarePackage.of("pypi", null, entry.getKey(), version).ifPresent(found::add);
    }
    return found;
  }

  private static List<SoftwarePackage> toml(byte[] content, String type) {
    var found = new ArrayList<SoftwarePackage>();
    for (JsonNode item : TOML.readTree(content).path("package")) {
      boolean own = type.equals("cargo") && !item.has("source");
      if (!own) {
        String name = item.path("name").asString("");
        SoftwarePackage.of(type, null, name, item.path("version").asString(""))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static List<SoftwarePackage> goModule(byte[] content) {
    String text = text(content).replaceAll("(?s)(replace|exclude|retract)\\s*\\([^)]*\\)", "");
    var found = new ArrayList<SoftwarePackage>();
    Matcher matcher = GO_REQUIRE.matcher(text);
    while (matcher.find()) {
      SoftwarePackage.grouped("golang", matcher.group(1), matcher.group(2)).ifPresent(found::add);
    }
    return found;
  }

  /** Only modules whose code was fetched, not those of which only the go.mod was read. */
  private static List<SoftwarePackage> goSum(byte[] content) {
    var found = new ArrayList<SoftwarePackage>();
    Matcher matcher = GO_SUM.matcher(text(content));
    while (matcher.find()) {
      if (matcher.group(3) == null) {
        SoftwarePackage.grouped("golang", matcher.group(1), matcher.group(2)).ifPresent(found::add);
      }
    }
    return found;
  }

  /** Pinned versions only; a range does not say what was installed. */
  private static List<SoftwarePackage> requirements(byte[] content) {
    return matches(PINNED, content, "pypi");
  }

  private static List<SoftwarePackage> gemfile(byte[] content) {
    return matches(GEM, content, "gem");
  }

  private static List<SoftwarePackage> matches(Pattern pattern, byte[] content, String type) {
    var found = new ArrayList<SoftwarePackage>();
    Matcher matcher = pattern.matcher(text(content));
    while (matcher.find()) {
      SoftwarePackage.of(type, null, matcher.group(1), matcher.group(2)).ifPresent(found::add);
    }
    return found;
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
