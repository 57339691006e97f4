package dev.hexad.iac.plan;

import dev.hexad.iac.policy.Finding;
import dev.hexad.iac.settings.Policy;
import java.util.List;

/** How much can go wrong with a plan. */
enum Risk {
  /** Nothing that exists is touched. */
  LOW,
  /** Something that exists is changed, or a policy asks. */
  MEDIUM,
  /** Something is destroyed or replaced, or a policy forbids it. */
  HIGH;

  static Risk of(int toChange, int toDestroy, List<Finding> findings) {
    boolean denied = findings.stream().anyMatch(f -> f.severity() == Policy.Severity.DENY);
    if (toDestroy > 0 || denied) {
      return HIGH;
    }
    boolean asks = findings.stream().anyMatch(f -> f.severity() == Policy.Severity.OVERRIDE);
    return toChange > 0 || asks ? MEDIUM : LOW;
  }
}
