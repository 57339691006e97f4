package dev.hexad.cd.settings;

import dev.hexad.contracts.schedule.Freeze;
import dev.hexad.contracts.schedule.Schedule;
import dev.hexad.contracts.schedule.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all environments of a name.
 *
 * @param selfHeal whether what somebody changed by hand is brought back without being asked
 * @param trustedKeys public keys in PEM; where there are any, an image must be signed with one of
 *     them and have a provenance that names the application's repository
 * @param registrySecret name of the secret with {@code {"username": …, "password": …}} that reads
 *     signatures and provenances; nobody logs in when absent
 * @param windows in which something new may come; at any time where there are none
 * @param freezes in which nothing new comes, whatever the windows say
 * @param gates what else must hold before something new comes; nothing when absent
 */
public record EnvironmentPolicy(
    @Nullable Boolean selfHeal,
    List<String> trustedKeys,
    @Nullable String registrySecret,
    List<Window> windows,
    List<Freeze> freezes,
    @Nullable Gates gates) {
  static final EnvironmentPolicy NONE =
      new EnvironmentPolicy(null, List.of(), null, List.of(), List.of(), null);

  public EnvironmentPolicy {
    trustedKeys = trustedKeys == null ? List.of() : List.copyOf(trustedKeys);
    windows = windows == null ? List.of() : List.copyOf(windows);
    freezes = freezes == null ? List.of() : List.copyOf(freezes);
  }

  /**
   * Why nothing new may come now, and until when; empty when it may. Going back is never closed.
   */
  public Optional<String> closed(Instant now) {
    return new Schedule(windows, freezes).closed(now).map(Schedule.Closed::reason);
  }

  /** What a deployment waits for. */
  public Gates waitsFor() {
    return gates == null ? Gates.NONE : gates;
  }

  /** Whether drift is brought back; not unless somebody has said so. */
  public boolean heals() {
    return Boolean.TRUE.equals(selfHeal);
  }
}
