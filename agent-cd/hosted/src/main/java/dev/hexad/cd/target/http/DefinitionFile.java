package dev.hexad.cd.target.http;

import dev.hexad.cd.target.RepositoryPath;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Reads a file of a commit that says what a provider is to run. */
public final class DefinitionFile {
  private static final long BYTES = 1024 * 1024;

  private DefinitionFile() {}

  /**
   * The file.
   *
   * @param given as the pipeline names it; the usual one, if it is there, when null
   * @param known the fields that there may be
   * @param own the fields that Hexad sets
   */
  public static Optional<ObjectNode> read(
      Path root, @Nullable String given, String usual, Set<String> known, Set<String> own)
      throws IOException {
    if (given == null && Files.notExists(root.resolve(usual))) {
      return Optional.empty();
    }
    String name = given == null ? usual : given;
    ObjectNode object = object(RepositoryPath.of(root, name), name);
    for (String field : object.propertyNames()) {
      if (own.contains(field)) {
        throw invalid("'%s': '%s' is set by Hexad; leave it out.".formatted(name, field));
      }
      if (!known.contains(field)) {
        throw invalid(
            "'%s' has an unknown field '%s'; there are %s."
                .formatted(name, field, String.join(", ", new TreeSet<>(known))));
      }
    }
    return Optional.of(object);
  }

  private static ObjectNode object(Path path, String name) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw invalid("'" + name + "' is not a file.");
    }
    if (Files.size(path) > BYTES) {
      throw invalid("'" + name + "' is larger than 1 MiB.");
    }
    try {
      if (Json.mapper().readTree(Files.readString(path)) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new HexadException(
          ProblemType.INVALID, "'" + name + "' is not JSON: " + e.getOriginalMessage(), e);
    }
    throw invalid("'" + name + "' is not an object.");
  }

  private static HexadException invalid(String detail) {
    return new HexadException(ProblemType.INVALID, detail);
  }
}
