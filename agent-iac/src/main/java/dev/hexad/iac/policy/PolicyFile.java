package dev.hexad.iac.policy;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.settings.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;

/** Policies as a file: a list under {@code policies}. */
final class PolicyFile {
  /** Where a repository keeps its own. */
  static final String IN_REPOSITORY = ".hexad/policies.yml";

  private static final int LIMIT = 256 * 1024;

  private PolicyFile() {}

  private record Document(List<Policy> policies) {}

  /** Those that come with Hexad. */
  static List<Policy> shipped() {
    try (var in = PolicyFile.class.getResourceAsStream("/policies/shipped.yml")) {
      if (in == null) {
        throw new IllegalStateException("the shipped policies are missing");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8), "shipped.yml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of a checkout; none when it has no such file. */
  static List<Policy> of(Path source) throws IOException {
    Path file = source.resolve(IN_REPOSITORY);
    if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(source.toRealPath())) {
      return List.of();
    }
    if (Files.size(file) > LIMIT) {
      throw new HexadException(
          ProblemType.TOO_LARGE, IN_REPOSITORY + " is larger than " + LIMIT + " bytes.");
    }
    return read(Files.readString(file), IN_REPOSITORY);
  }

  static List<Policy> read(String text, String name) {
    var settings = LoadSettings.builder().setLabel(name).setMaxAliasesForCollections(20).build();
    try {
      Object document = new Load(settings).loadFromString(text);
      List<Policy> policies = Json.convert(Json.tree(document), Document.class).policies();
      return policies == null ? List.of() : policies;
    } catch (YamlEngineException | JacksonException | IllegalArgumentException e) {
      throw new HexadException(ProblemType.INVALID, name + " cannot be read: " + e.getMessage(), e);
    }
  }
}
