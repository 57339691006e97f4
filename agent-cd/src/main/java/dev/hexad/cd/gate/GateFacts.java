package dev.hexad.cd.gate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the gates of a deployment look at.
 *
 * @param closed why nothing new may come now whatever the gates say, null when it may
 * @param before how the same image is in the environment before, null when it never was stable
 *     there
 * @param author of the commit, null when nobody knows
 * @param decisions on the current plan
 * @param alerts titles of those that fire for the application
 * @param drifted how many things differ from what was deployed
 * @param infrastructure what workspaces have left to do
 */
public record GateFacts(
    Instant now,
    @Nullable String closed,
    @Nullable Before before,
    @Nullable String author,
    List<Decision> decisions,
    List<String> alerts,
    int drifted,
    List<String> infrastructure) {
  public GateFacts {
    decisions = List.copyOf(decisions);
    alerts = List.copyOf(alerts);
    infrastructure = List.copyOf(infrastructure);
  }

  /**
   * The image in the environment before.
   *
   * @param stable whether it is the stable revision there now
   * @param since when it became that
   * @param healthy whether it is well, as far as anybody has looked
   * @param wellSince when it became well, null when nobody has looked
   */
  public record Before(
      int revision, boolean stable, Instant since, boolean healthy, @Nullable Instant wellSince) {}
}
