package dev.hexad.agent;

import dev.hexad.contracts.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What an agent says of itself; its capabilities are found from its command handlers.
 *
 * @param <C> the record of its configuration
 * @param defaultConfiguration what holds until an operator sets something else
 */
public record AgentDefinition<C extends Record>(
    String id,
    String version,
    String displayName,
    String description,
    Class<C> configurationType,
    C defaultConfiguration,
    List<Class<?>> emits,
    List<Manifest.View> views) {
  public AgentDefinition {
    Objects.requireNonNull(defaultConfiguration, "defaultConfiguration");
    emits = List.copyOf(emits);
    views = List.copyOf(views);
  }

  /**
   * A definition without events and views; add them with {@link #emitting} and {@link #showing}.
   */
  @SuppressWarnings("unchecked")
  public static <C extends Record> AgentDefinition<C> of(
      String id, String displayName, String description, C defaultConfiguration) {
    String version = AgentDefinition.class.getPackage().getImplementationVersion();
    return new AgentDefinition<>(
        id,
        version == null ? "0.1.0" : version,
        displayName,
        description,
        (Class<C>) defaultConfiguration.getClass(),
        defaultConfiguration,
        List.of(),
        List.of());
  }

  public AgentDefinition<C> emitting(Class<?>... events) {
    return new AgentDefinition<>(
        id,
        version,
        displayName,
        description,
        configurationType,
        defaultConfiguration,
        List.of(events),
        views);
  }

  public AgentDefinition<C> showing(Manifest.View view) {
    var more = new ArrayList<>(views);
    more.add(view);
    return new AgentDefinition<>(
        id,
        version,
        displayName,
        description,
        configurationType,
        defaultConfiguration,
        emits,
        more);
  }
}
