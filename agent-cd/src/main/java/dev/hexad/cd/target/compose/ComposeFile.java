package dev.hexad.cd.target.compose;

import dev.hexad.cd.target.ImageName;
import dev.hexad.cd.target.RepositoryPath;
import dev.hexad.cd.target.Revision;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Compose file with the image of a revision. What reaches beyond its containers is refused: files
 * of the machine, its network, its devices, other files of the repository.
 */
final class ComposeFile {
  private static final int BYTES = 1024 * 1024;
  private static final int DEPTH = 50;
  private static final Set<String> TOP =
      Set.of("version", "name", "services", "volumes", "networks");

  /** What gives a container power over the machine, or needs files that are not kept. */
  private static final List<String> REFUSED =
      List.of(
          "build",
          "privileged",
          "network_mode",
          "pid",
          "ipc",
          "userns_mode",
          "devices",
          "device_cgroup_rules",
          "cap_add",
          "security_opt",
          "cgroup_parent",
          "env_file",
          "extends",
          "volumes_from",
          "secrets",
          "configs",
          "credential_spec",
          "container_name");

  private ComposeFile() {}

  /**
   * Reads it and puts the revision into it.
   *
   * @param owner label that marks its containers
   * @throws HexadException what is wrong, and where
   */
  static ObjectNode of(Path root, String path, Revision revision, String owner) throws IOException {
    ObjectNode file = read(root, path);
    for (String key : file.propertyNames()) {
      if (!TOP.contains(key) && !key.startsWith("x-")) {
        throw invalid(path, "'" + key + "' is not supported");
      }
    }
    file.remove("name");
    JsonNode services = file.path("services");
    if (!(services instanceof ObjectNode known) || known.isEmpty()) {
      throw invalid(path, "there are no services");
    }
    Set<String> others = new TreeSet<>();
    boolean set = false;
    for (var entry : known.properties()) {
      if (!(entry.getValue() instanceof ObjectNode service)) {
        throw invalid(path, "the service '" + entry.getKey() + "' is no mapping");
      }
      refuse(path, entry.getKey(), service);
      String image = ImageName.bare(service.path("image").asString(""));
      if (ImageName.standsFor(image, revision.image())) {
        service.put("image", revision.image().pinned());
        variables(service, revision);
        set = true;
      } else {
        others.add(image);
      }
      label(service, owner);
    }
    if (!set) {
      throw invalid(
          path,
          "no service runs the image '%s'; name it '%s'. They run: %s"
              .formatted(
                  revision.image().repository(),
                  ImageName.last(revision.image()),
                  String.join(", ", others)));
    }
    return file;
  }

  private static ObjectNode read(Path root, String path) throws IOException {
    Path file = RepositoryPath.of(root, path);
    if (!Files.isRegularFile(file) || Files.size(file) > BYTES) {
      throw invalid(path, "it is no file of at most 1 MiB");
    }
    var options = new LoaderOptions();
    options.setNestingDepthLimit(DEPTH);
    try {
      Object tree = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
      if (Json.tree(tree) instanceof ObjectNode found) {
        return found;
      }
      throw invalid(path, "it is no mapping");
    } catch (YAMLException | JacksonException e) {
      throw invalid(path, "it is not YAML: " + e.getMessage());
    }
  }

  private static void refuse(String path, String name, ObjectNode service) {
    for (String key : REFUSED) {
      if (service.has(key)) {
        throw invalid(path, "the service '" + name + "' has '" + key + "', which is not supported");
      }
    }
    for (JsonNode volume : service.path("volumes")) {
      String source =
          volume.isObject()
              ? volume.path("type").asString("").equals("volume")
                  ? "named"
                  : volume.path("source").asString("/")
              : volume.asString("");
      if (source.startsWith("/") || source.startsWith(".") || source.startsWith("~")) {
        throw invalid(
            path,
            "the service '%s' mounts '%s'; only named volumes are supported"
                .formatted(name, source));
      }
    }
  }

  private static void variables(ObjectNode service, Revision revision) {
    if (revision.env().isEmpty()) {
      return;
    }
    ObjectNode all = Json.mapper().createObjectNode();
    JsonNode known = service.path("environment");
    if (known instanceof ObjectNode mapping) {
      all.setAll(mapping);
    } else {
      known.forEach(entry -> {
        String[] parts = entry.asString("").split("=", 2);
        all.put(parts[0], parts.length == 2 ? parts[1] : "");
      });
    }
    revision.env().forEach(all::put);
    service.set("environment", all);
  }

  private static void label(ObjectNode service, String owner) {
    JsonNode known = service.path("labels");
    ObjectNode labels = Json.mapper().createObjectNode();
    if (known instanceof ObjectNode mapping) {
      labels.setAll(mapping);
    } else {
      known.forEach(entry -> {
        String[] parts = entry.asString("").split("=", 2);
        labels.put(parts[0], parts.length == 2 ? parts[1] : "");
      });
    }
    service.remove("labels");
    // What it was made of, so that drift is seen; a $ would be taken for a variable.
    String spec = Json.write(service).replace("$", "$$");
    labels.put(ComposeTarget.OWNER, owner).put(ComposeTarget.SPEC, spec);
    service.set("labels", labels);
  }

  private static HexadException invalid(String path, String detail) {
    return new HexadException(ProblemType.INVALID, path + ": " + detail + ".");
  }
}
