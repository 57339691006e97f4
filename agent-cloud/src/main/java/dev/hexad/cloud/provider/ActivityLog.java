package dev.hexad.cloud.provider;

import java.time.Instant;
import java.util.function.Consumer;

/** Where a provider writes down who changed what. Implementations are thread-safe. */
public interface ActivityLog {
  /** What it is, for example {@code cloudtrail}. */
  String source();

  /** Its region, or {@code global}. */
  String region();

  /**
   * Gives what was done from one time until another, in any order; the same may come twice, and
   * what lies a little outside too.
   *
   * @throws ProviderException when not everything could be read
   */
  void read(Instant from, Instant until, Consumer<Activity> found);
}
