package dev.hexad.orchestrator.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The configuration of a whole installation as one document, in a stable order.
 *
 * @param hexad version of this format, always 1
 * @param agents by id
 * @param plugins what is installed, so that a reader can see it; an import installs nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Bundle(
    int hexad,
    @Nullable TreeMap<String, Part> agents,
    @Nullable TreeMap<String, Installed> plugins) {
  static final int FORMAT = 1;

  Bundle {
    if (hexad != FORMAT) {
      throw new IllegalArgumentException("the document must say 'hexad: 1', not " + hexad);
    }
  }

  TreeMap<String, Part> parts() {
    return agents == null ? new TreeMap<>() : agents;
  }

  TreeMap<String, Installed> installed() {
    return plugins == null ? new TreeMap<>() : plugins;
  }

  /**
   * One agent.
   *
   * @param configuration the base; the agent's own defaults when absent
   * @param overlays by environment
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Part(@Nullable JsonNode configuration, @Nullable TreeMap<String, JsonNode> overlays) {
    TreeMap<String, JsonNode> layers() {
      return overlays == null ? new TreeMap<>() : overlays;
    }
  }

  /** A plugin as installed. */
  record Installed(
      String version, String source, String reference, String digest, List<String> scopes) {}
}
