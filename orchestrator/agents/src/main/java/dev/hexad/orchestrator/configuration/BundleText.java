package dev.hexad.orchestrator.configuration;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads and writes bundles as YAML, of which JSON is a part. */
final class BundleText {
  /** The largest bundle, in bytes. */
  static final int LIMIT = 1024 * 1024;

  private static final LoadSettings READING =
      LoadSettings.builder()
          .setAllowDuplicateKeys(false)
          .setMaxAliasesForCollections(0)
          .setCodePointLimit(LIMIT)
          .build();
  private static final DumpSettings WRITING =
      DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();

  private BundleText() {}

  /**
   * Reads a bundle.
   *
   * @param where named in the problem, for example a file
   * @throws HexadException of type invalid
   */
  static Bundle read(String text, String where) {
    try {
      Object tree = new Load(READING).loadFromString(text);
      if (tree == null) {
        throw new HexadException(ProblemType.INVALID, where + " is empty.");
      }
      return Json.convert(Json.tree(tree), Bundle.class);
    } catch (YamlEngineException e) {
      throw new HexadException(
          ProblemType.INVALID, where + " is not YAML or JSON: " + firstLine(e.getMessage()), e);
    } catch (JacksonException | IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new HexadException(
          ProblemType.INVALID,
          where + " is no configuration bundle: " + firstLine(cause.getMessage()),
          e);
    }
  }

  static String yaml(Bundle bundle) {
    return new Dump(WRITING).dumpToString(Json.mapper().convertValue(bundle, Object.class));
  }

  static JsonNode json(Bundle bundle) {
    return Json.tree(bundle);
  }

  private static String firstLine(@org.jspecify.annotations.Nullable String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
