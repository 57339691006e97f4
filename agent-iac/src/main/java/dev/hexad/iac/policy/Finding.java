package dev.hexad.iac.policy;

import dev.hexad.iac.settings.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What a policy found in a plan.
 *
 * @param address of the resource, null for the plan as a whole
 * @param message what is wrong and where
 * @param passedBy who lets it pass and why, null while nobody does
 */
public record Finding(
    String policy,
    Policy.Severity severity,
    @Nullable String address,
    String message,
    @Nullable String passedBy) {

  Finding passed(@Nullable String by) {
    return new Finding(policy, severity, address, message, by);
  }

  /** True when it keeps the plan from being applied. */
  public boolean blocks() {
    return passedBy == null && severity != Policy.Severity.WARN;
  }
}
