package dev.hexad.cd.settings;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold before something new comes to an environment. Going back passes all of them.
 *
 * @param after environment in which the same image must be stable first
 * @param soakMinutes how long it must have been stable and healthy there
 * @param approvals how many people must approve the plan, none when absent
 * @param approvers who may; everybody with the scope {@code cd:approve} when empty
 * @param authorMayApprove whether the author of the commit counts among them; yes when absent
 * @param noAlerts no alert fires for the application, in this environment or in the one before
 * @param noDrift nobody has changed by hand what runs there
 * @param auto whether what becomes stable in {@code after} comes by itself; no when absent
 * @param workspaces of infrastructure whose last plan must have nothing left to do
 * @param waitMinutes how long a deployment waits for all this, a day when absent
 */
public record Gates(
    @Nullable String after,
    @Nullable Integer soakMinutes,
    @Nullable Integer approvals,
    Set<String> approvers,
    @Nullable Boolean authorMayApprove,
    @Nullable Boolean noAlerts,
    @Nullable Boolean noDrift,
    @Nullable Boolean auto,
    @Nullable Integer waitMinutes,
    @Nullable Set<String> workspaces) {
  static final Gates NONE =
      new Gates(null, null, null, Set.of(), null, null, null, null, null, Set.of());

  public Gates {
    approvers = approvers == null ? Set.of() : Set.copyOf(approvers);
    workspaces = workspaces == null ? Set.of() : Set.copyOf(workspaces);
    atLeast("soakMinutes", soakMinutes, 0);
    atLeast("approvals", approvals, 0);
    atLeast("waitMinutes", waitMinutes, 1);
    if (soakMinutes != null && after == null) {
      throw new IllegalArgumentException("soakMinutes needs 'after', the environment to soak in");
    }
    if (Boolean.TRUE.equals(auto) && after == null) {
      throw new IllegalArgumentException("auto needs 'after', the environment to come from");
    }
    if (approvals != null && !approvers.isEmpty() && approvals > approvers.size()) {
      throw new IllegalArgumentException(
          approvals + " approvals cannot come from " + approvers.size() + " approvers");
    }
  }

  private static void atLeast(String name, @Nullable Integer value, int least) {
    if (value != null && value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least);
    }
  }

  /** Whether there is anything to wait for. */
  public boolean any() {
    return after != null
        || needed() > 0
        || blocksOnAlerts()
        || blocksOnDrift()
        || !infrastructure().isEmpty();
  }

  public Set<String> infrastructure() {
    return workspaces == null ? Set.of() : workspaces;
  }

  public int needed() {
    return approvals == null ? 0 : approvals;
  }

  public Duration soak() {
    return Duration.ofMinutes(soakMinutes == null ? 0 : soakMinutes);
  }

  public boolean authorCounts() {
    return !Boolean.FALSE.equals(authorMayApprove);
  }

  public boolean blocksOnAlerts() {
    return Boolean.TRUE.equals(noAlerts);
  }

  public boolean blocksOnDrift() {
    return Boolean.TRUE.equals(noDrift);
  }

  /** Whether what is stable in that environment comes here by itself. */
  public boolean follows(String environment) {
    return Boolean.TRUE.equals(auto) && environment.equals(after);
  }

  public Duration patience() {
    return waitMinutes == null ? Duration.ofDays(1) : Duration.ofMinutes(waitMinutes);
  }
}
