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
  private final C defaults;
  private final List<Consumer<C>> listeners = new CopyOnWriteArrayList<>();
  private final KeptConfiguration kept;
  private volatile Applied<C> applied;

  /** Begins with what was kept, if anything was. */
  public LiveConfiguration(Class<C> type, C defaults, KeptConfiguration kept) {
    this.type = type;
    this.defaults = defaults;
    this.kept = kept;
    this.applied =
        kept.find(type)
            .map(found -> new Applied<>(found.version(), found.value()))
            .orElseGet(() -> new Applied<>(0, defaults));
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
   * @param document null in JSON where nobody has configured the agent; then the defaults hold
   * @throws tools.jackson.core.JacksonException when it is not of the record's shape; what was in
   *     force stays
   */
  public void apply(long version, JsonNode document) {
    C value = document.isNull() ? defaults : Json.convert(document, type);
    kept.keep(version, document);
    applied = new Applied<>(version, value);
    log.atInfo().addKeyValue("version", version).log("configuration applied");
    listeners.forEach(listener -> listener.accept(value));
  }
}
