package dev.hexad.cd.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all environments of a name.
 *
 * @param selfHeal whether what somebody changed by hand is brought back without being asked
 * @param trustedKeys public keys in PEM; where there are any, an image must be signed with one of
 *     them and have a provenance that names the application's repository
 * @param registrySecret name of the secret with {@code {"username": …, "password": …}} that reads
 *     signatures and provenances; nobody logs in when absent
 */
public record EnvironmentPolicy(
    @Nullable Boolean selfHeal, List<String> trustedKeys, @Nullable String registrySecret) {
  static final EnvironmentPolicy NONE = new EnvironmentPolicy(null, List.of(), null);

  public EnvironmentPolicy {
    trustedKeys = trustedKeys == null ? List.of() : List.copyOf(trustedKeys);
  }

  /** Whether drift is brought back; not unless somebody has said so. */
  public boolean heals() {
    return Boolean.TRUE.equals(selfHeal);
  }
}
