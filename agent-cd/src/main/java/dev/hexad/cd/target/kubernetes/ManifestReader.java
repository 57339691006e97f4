package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.RepositoryPath;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads YAML and JSON files of a repository; what they hold is not trusted. */
final class ManifestReader {
  /** More than this in one object no API server takes. */
  private static final int OBJECT_BYTES = 1024 * 1024;

  private static final int ALL_BYTES = 10 * OBJECT_BYTES;
  static final int ALIASES = 50;
  static final int DEPTH = 100;

  private final List<Manifest> found = new ArrayList<>();
  private final Map<String, String> places = new HashMap<>();
  private long bytes;

  private ManifestReader() {}

  /**
   * All objects of a file, or of all YAML and JSON files in a folder, by their names.
   *
   * @param root which nothing may lead out of
   * @param path below the root
   */
  static List<Manifest> read(Path root, String path) throws IOException {
    var reader = new ManifestReader();
    Path top = root.toRealPath();
    for (Path file : RepositoryPath.files(top, RepositoryPath.of(top, path))) {
      if (wanted(file)) {
        reader.file(file, top.relativize(file).toString());
      }
    }
    if (reader.found.isEmpty()) {
      throw invalid("There is no manifest in '" + path + "'; name the folder with 'manifests'.");
    }
    return reader.found;
  }

  /** All objects of a text. */
  static List<Manifest> parse(String text, String where) {
    var reader = new ManifestReader();
    reader.text(text, where);
    if (reader.found.isEmpty()) {
      throw invalid("There is no manifest in " + where + ".");
    }
    return reader.found;
  }

  private static boolean wanted(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  private static HexadException invalid(String detail) {
    return new HexadException(ProblemType.INVALID, detail);
  }

  private void file(Path file, String name) throws IOException {
    bytes += Files.size(file);
    if (bytes > ALL_BYTES) {
      throw invalid("The manifests are larger than 10 MiB in all, at '" + name + "'.");
    }
    text(Files.readString(file), name);
  }

  private void text(String text, String name) {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(ALIASES);
    options.setNestingDepthLimit(DEPTH);
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(ALL_BYTES);
    int number = 0;
    try {
      for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
        number++;
        if (document != null) {
          object(Json.tree(document), name + ", document " + number);
        }
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw invalid("'%s' line %d is not YAML: %s".formatted(name, line, e.getProblem()));
    } catch (YAMLException | JacksonException e) {
      throw invalid("'" + name + "' is not YAML that is taken: " + e.getMessage());
    }
  }

  private void object(JsonNode tree, String where) {
    if (!(tree instanceof ObjectNode object)) {
      throw invalid(where + " is not an object.");
    }
    if (object.path("kind").asString("").endsWith("List") && object.path("items").isArray()) {
      object.path("items").forEach(item -> object(item, where));
      return;
    }
    var manifest = new Manifest(where, object);
    for (String field : List.of("/apiVersion", "/kind", "/metadata/name")) {
      if (object.at(field).asString("").isBlank()) {
        throw invalid(where + " has no " + field.substring(1).replace('/', '.') + ".");
      }
    }
    if (Json.write(object).length() > OBJECT_BYTES) {
      throw invalid(where + " is larger than 1 MiB, which no API server takes.");
    }
    String before = places.put(manifest.id(), where);
    if (before != null) {
      throw invalid(manifest.id() + " is in " + before + " and in " + where + ".");
    }
    found.add(manifest);
  }
}
