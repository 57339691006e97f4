package dev.hexad.cd.settings;

import org.jspecify.annotations.Nullable;

/**
 * What holds for all environments of a name.
 *
 * @param selfHeal whether what somebody changed by hand is brought back without being asked
 */
public record EnvironmentPolicy(@Nullable Boolean selfHeal) {
  static final EnvironmentPolicy NONE = new EnvironmentPolicy(null);

  /** Whether drift is brought back; not unless somebody has said so. */
  public boolean heals() {
    return Boolean.TRUE.equals(selfHeal);
  }
}
