package dev.hexad.monitoring.signal;

import java.time.Instant;
import java.util.List;
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

  /** Those whose last value is older; not those that have ended. */
  public List<Quiet> since(Instant time) {
    return store.quietSince(time);
  }
}
