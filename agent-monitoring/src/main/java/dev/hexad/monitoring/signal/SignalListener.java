package dev.hexad.monitoring.signal;

import java.util.List;

/** Looks at values as they come. */
@FunctionalInterface
public interface SignalListener {
  /** After they are stored. */
  void taken(List<Taken> values);
}
