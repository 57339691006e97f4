package dev.hexad.agent.configuration;

import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The configuration in force. Read it where it is used, do not keep it: it changes while the agent
 * runs. Thread-safe.
 */
public final class LiveConfiguration<C extends Record> {
  private static final Logger log = LoggerFactory.getLogger(LiveConfiguration.class);

  private record Applied<C>(long version, C value) {}

  private final Class<C> type;
  private final List<Consumer<C>> listeners = new CopyOnWriteArrayList<>();
  private volatile Applied<C> applied;

  public LiveConfiguration(Class<C> type, C defaults) {
    this.type = type;
    this.applied = new Applied<>(0, defaults);
  }

  public C current() {
    return applied.value();
  }

  public long version() {
    return applied.version();
  }

  /** Calls back after each change, on the thread that applied it. */
  public void onChange(Consumer<C> listener) {
    listeners.add(listener);
  }

  /**
   * Takes a new document.
   *
   * @throws tools.jackson.core.JacksonException when it is not of the record's shape; what was in
   *     force stays
   */
  public void apply(long version, JsonNode document) {
    C value = Json.convert(document, type);
    applied = new Applied<>(version, value);
    log.atInfo().addKeyValue("version", version).log("configuration applied");
    listeners.forEach(listener -> listener.accept(value));
  }
}
