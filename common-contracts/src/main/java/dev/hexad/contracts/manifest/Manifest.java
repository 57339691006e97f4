package dev.hexad.contracts.manifest;

import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * What an agent is and can do; posted at enrolment.
 *
 * @param id short name, also its path and topic: lower case letters, digits and dashes
 * @param version version of the agent's software
 * @param displayName name on the dashboard
 * @param description one sentence
 * @param capabilities commands it takes
 * @param configurationSchema JSON Schema of its configuration
 * @param defaultConfiguration a document that meets the schema
 * @param emits event types it publishes
 * @param wants event types it listens to
 * @param views what the dashboard shows on its tab
 */
public record Manifest(
    String id,
    String version,
    String displayName,
    String description,
    List<Capability> capabilities,
    JsonNode configurationSchema,
    JsonNode defaultConfiguration,
    List<String> emits,
    List<String> wants,
    List<View> views) {

  public Manifest {
    if (id == null || !id.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "manifest id '" + id + "' must be 1 to 40 lower case letters, digits or dashes");
    }
    Objects.requireNonNull(version, "manifest version");
    Objects.requireNonNull(displayName, "manifest displayName");
    Objects.requireNonNull(configurationSchema, "manifest configurationSchema");
    Objects.requireNonNull(defaultConfiguration, "manifest defaultConfiguration");
    capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
    emits = emits == null ? List.of() : List.copyOf(emits);
    wants = wants == null ? List.of() : List.copyOf(wants);
    views = views == null ? List.of() : List.copyOf(views);
    for (Capability capability : capabilities) {
      if (!capability.name().startsWith(id + ".")) {
        throw new IllegalArgumentException(
            "capability '" + capability.name() + "' must start with '" + id + ".'");
      }
    }
  }

  /**
   * A command type the agent takes.
   *
   * @param name for example {@code ci.build}
   * @param parametersSchema JSON Schema of the parameters
   * @param resultSchema JSON Schema of the result
   */
  public record Capability(
      String name, String description, JsonNode parametersSchema, JsonNode resultSchema) {
    public Capability {
      Objects.requireNonNull(name, "capability name");
      Objects.requireNonNull(parametersSchema, "capability parametersSchema");
      Objects.requireNonNull(resultSchema, "capability resultSchema");
    }
  }

  /**
   * A table on the agent's tab, filled from its own REST API.
   *
   * @param id unique within the agent
   * @param title heading
   * @param source path below {@code /api/v1/<agent>} that answers {@code {items: [...]}}
   * @param columns what to show of each item
   * @param empty what to say when there are no items
   */
  public record View(String id, String title, String source, List<Column> columns, String empty) {
    public View {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A column of a view.
   *
   * @param field dotted path in the item
   * @param title heading
   * @param format how to show it
   */
  public record Column(String field, String title, Format format) {}

  /** How a value is shown. */
  public enum Format {
    TEXT,
    TIME,
    STATUS,
    NUMBER,
    MONEY,
    CODE,
    LINK
  }
}
