package dev.hexad.iac.hosted;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * How a run is followed.
 *
 * @param part whose log is read
 * @param lines receives the log
 * @param enough ends it
 * @param whileWaiting is done each time the run is seen to wait for its turn
 */
public record HostedWatch(
    Part part, Consumer<String> lines, Predicate<HostedRun> enough, Runnable whileWaiting) {
  /** The two halves of a run. */
  public enum Part {
    PLAN,
    APPLY
  }
}
