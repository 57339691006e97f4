package dev.hexad.iac.cause;

import dev.hexad.agent.enrolment.OtherAgents.TrailEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how a resource came to drift.
 *
 * @param resource id by which the cloud knows it, null when the state has none
 * @param unknown why nobody can be named, null when somebody can
 * @param acts what was done to it since the last apply, the newest first
 */
public record Cause(
    String address, @Nullable String resource, @Nullable String unknown, List<TrailEntry> acts) {
  public Cause {
    acts = List.copyOf(acts);
  }

  static Cause unknown(String address, @Nullable String resource, String why) {
    return new Cause(address, resource, why, List.of());
  }
}
