package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.Program;
import dev.hexad.cd.target.RepositoryPath;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Builds a kustomization with the Kustomize in kubectl; nothing is fetched for it. */
final class Kustomization {
  private static final Program KUBECTL =
      new Program(
          "kubectl kustomize", List.of("kubectl", "kustomize"), Map.of(), Duration.ofSeconds(60));

  private static final List<String> FILES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  private static final List<String> REFERENCES =
      List.of(
          "resources",
          "bases",
          "components",
          "crds",
          "configurations",
          "generators",
          "transformers");

  private final Path root;
  private final Set<Path> seen = new HashSet<>();

  private Kustomization(Path root) {
    this.root = root;
  }

  /** The manifests as one text of YAML documents. */
  static String build(Path root, String path) throws IOException, InterruptedException {
    Path folder = RepositoryPath.of(root, path);
    new Kustomization(root.toRealPath()).requireLocal(folder);
    try {
      return KUBECTL.with(List.of(folder.toString())).run();
    } catch (HexadException e) {
      // Where it stands on this machine is nobody's business.
      throw new HexadException(e.type(), e.problem().detail().replace(folder.toString(), ""), e);
    }
  }

  /** Follows what the kustomization names; what is not in the repository is refused. */
  private void requireLocal(Path folder) throws IOException {
    if (!seen.add(folder)) {
      return;
    }
    Optional<Path> file =
        FILES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    if (file.isEmpty()) {
      throw invalid("There is no kustomization.yaml in '" + root.relativize(folder) + "'.");
    }
    String where = root.relativize(file.get()).toString();
    RepositoryPath.of(root, where);
    JsonNode tree = tree(file.get(), where);
    for (String field : REFERENCES) {
      for (JsonNode reference : tree.path(field)) {
        String text = reference.asString("");
        // What has several lines is a transformer that stands in the file itself.
        if (text.isEmpty() || text.contains("\n")) {
          continue;
        }
        Path next = local(folder, text, where);
        if (Files.isDirectory(next)) {
          requireLocal(next);
        }
      }
    }
  }

  private Path local(Path folder, String reference, String where) throws IOException {
    Path next = folder.resolve(reference).normalize();
    if (reference.contains("://") || Files.notExists(next)) {
      throw invalid(
          "%s names '%s', which is not in the repository; nothing is fetched for a kustomization."
              .formatted(where, reference));
    }
    return RepositoryPath.of(root, root.relativize(next).toString());
  }

  private static JsonNode tree(Path file, String where) throws IOException {
    var options = new LoaderOptions();
    options.setNestingDepthLimit(ManifestReader.DEPTH);
    options.setMaxAliasesForCollections(ManifestReader.ALIASES);
    try {
      return Json.tree(new Yaml(new SafeConstructor(options)).<Object>load(Files.readString(file)));
    } catch (YAMLException | JacksonException e) {
      throw invalid("'" + where + "' is not YAML: " + e.getMessage());
    }
  }

  private static HexadException invalid(String detail) {
    return new HexadException(ProblemType.INVALID, detail);
  }
}
