package dev.hexad.contracts.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nothing may be changed.
 *
 * @param reason for people
 */
public record Freeze(Instant from, Instant to, @Nullable String reason) {
  public Freeze {
    if (from == null || to == null || !from.isBefore(to)) {
      throw new IllegalArgumentException("a freeze needs 'from' and a later 'to'");
    }
  }

  /** Whether that moment lies in it. */
  public boolean holds(Instant now) {
    return !now.isBefore(from) && now.isBefore(to);
  }
}
