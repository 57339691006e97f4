package dev.hexad.cloud.provider;

import java.util.List;

/** A kind of place where resources are. Implementations are thread-safe. */
public interface CloudProvider {
  /** Short name, for example {@code docker}. */
  String name();

  /** The accounts of the configuration in force; nothing is asked of the provider. */
  List<CloudAccount> accounts();

  /** What can be done there. */
  default List<CloudAction<?>> actions() {
    return List.of();
  }
}
