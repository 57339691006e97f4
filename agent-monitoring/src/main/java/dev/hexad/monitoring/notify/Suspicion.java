package dev.hexad.monitoring.notify;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows which changes are suspected to have caused an incident. */
public interface Suspicion {
  /**
   * Who is suspected.
   *
   * @param suspects the most likely first, in words
   * @param note why there are none
   */
  record Found(List<String> suspects, @Nullable String note) {}

  /** What was found; null while it is still looked for. */
  @Nullable Found of(UUID incident);
}
