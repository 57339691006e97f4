package dev.hexad.cloud.provider;

import java.util.List;

/** A place where resources are. Implementations are thread-safe and hold no connection open. */
public interface CloudProvider {
  /** Short name, for example {@code docker}. */
  String name();

  /** Whether it answers now; never throws. */
  Availability availability();

  /**
   * Reads everything anew.
   *
   * @throws RuntimeException when the provider does not answer all questions
   */
  List<CloudResource> inventory();
}
