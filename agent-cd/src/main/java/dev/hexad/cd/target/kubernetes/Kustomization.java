package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.RepositoryPath;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Builds a kustomization with the Kustomize in kubectl; nothing is fetched for it. */
final class Kustomization {
  private static final int SECONDS = 60;
  private static final int OUTPUT_BYTES = 10 * 1024 * 1024;
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
    Path errors = Files.createTempFile("hexad-kustomize", ".err");
    try {
      return run(folder, errors);
    } finally {
      Files.delete(errors);
    }
  }

  private static String run(Path folder, Path errors) throws IOException, InterruptedException {
    var builder = new ProcessBuilder("kubectl", "kustomize", folder.toString());
    String path = builder.environment().get("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path == null ? "/usr/bin:/bin" : path);
    Process process;
    try {
      process = builder.redirectError(errors.toFile()).start();
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.TOOL_MISSING,
          "kubectl builds kustomizations and is not on the path of the CD agent; install it.",
          e);
    }
    try (InputStream output = process.getInputStream()) {
      var killer =
          Thread.startVirtualThread(() -> {
            try {
              if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
              }
            } catch (InterruptedException e) {
              process.destroyForcibly();
            }
          });
      byte[] built = output.readNBytes(OUTPUT_BYTES + 1);
      if (built.length > OUTPUT_BYTES) {
        throw invalid("The kustomization gives more than 10 MiB.");
      }
      int code = process.waitFor();
      killer.interrupt();
      if (code != 0) {
        String said = Files.readString(errors).strip().replace(folder.toString(), "");
        throw invalid("kubectl kustomize says: " + said);
      }
      return new String(built, StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
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
