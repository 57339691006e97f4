package dev.hexad.contracts.manifest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
 * @param publisher who made it, for the person who decides whether to install it
 * @param transport how commands and events reach it; the bus when absent
 * @param scopes what its service token shall be allowed besides its own affairs, for example {@code
 *     runs:read} or {@code secrets:value:smtp}; an operator grants all, some or none
 * @param contracts version of the contracts that it was written for, the current one when absent
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
    List<View> views,
    @Nullable String publisher,
    @Nullable Transport transport,
    @Nullable List<String> scopes,
    @Nullable Integer contracts) {

  /** The version of the contracts that this release speaks. */
  public static final int CONTRACTS = 1;

  /** How commands and events travel. */
  public enum Transport {
    /** The agent reads and writes the message bus itself. */
    BUS,
    /** The agent fetches commands from the orchestrator, and posts events to it. */
    HTTP
  }

  /** A manifest of an agent that is on the bus and asks for nothing. */
  public Manifest(
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
    this(
        id,
        version,
        displayName,
        description,
        capabilities,
        configurationSchema,
        defaultConfiguration,
        emits,
        wants,
        views,
        null,
        null,
        null,
        null);
  }

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
    scopes = scopes == null ? null : List.copyOf(scopes);
    for (Capability capability : capabilities) {
      if (!capability.name().startsWith(id + ".")) {
        throw new IllegalArgumentException(
            "capability '" + capability.name() + "' must start with '" + id + ".'");
      }
    }
  }

  /** True when the orchestrator carries its messages. */
  @JsonIgnore
  public boolean isOnHttp() {
    return transport == Transport.HTTP;
  }

  /** What it asks for, never absent. */
  public List<String> wantedScopes() {
    return scopes == null ? List.of() : scopes;
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
