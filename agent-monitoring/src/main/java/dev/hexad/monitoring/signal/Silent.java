package dev.hexad.monitoring.signal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Signals that have no new values. */
@Component
public class Silent {
  private final SignalStore store;

  Silent(SignalStore store) {
    this.store = store;
  }

  /** A signal that had values, and the time of the last one. */
  public record Quiet(Signal signal, Instant last) {}

  /** All that are followed now, by their keys. */
  public Map<String, Signal> followed() {
    return store.followed().stream().collect(Collectors.toMap(Signal::key, signal -> signal));
  }

  /** Those whose last value is older; not those that have ended. */
  public List<Quiet> since(Instant time) {
    return store.quietSince(time);
  }
}
