package dev.hexad.cloud.provider;

import java.util.List;
import java.util.function.Consumer;

/** One account of a provider. Implementations are thread-safe. */
public interface CloudAccount extends AutoCloseable {
  /** Its name in the configuration. */
  String name();

  /** Asks who we are there; never throws. */
  Availability availability();

  /**
   * The parts that are read one by one.
   *
   * @throws ProviderException when the provider does not tell
   */
  List<Scope> scopes();

  /**
   * Reads one part anew and gives each resource to {@code found} as it comes, so that memory stays
   * bounded; the same one may come twice.
   *
   * @throws ProviderException when not everything could be read
   */
  void read(Scope scope, Consumer<CloudResource> found);

  /**
   * Where it is written down who changed what; none where that cannot be read.
   *
   * @throws ProviderException when the provider does not tell
   */
  default List<ActivityLog> activityLogs() {
    return List.of();
  }

  /** Gives up what it holds. */
  @Override
  default void close() {}
}
