package dev.hexad.cd.deployment;

import dev.hexad.cd.target.Health;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An environment with what runs in it, as the API shows it.
 *
 * @param stable null before the first deployment has become healthy
 * @param latest the deployment that was begun last, however it ended
 * @param closed why nothing new may come now, null when it may
 * @param next environments that take what is stable here
 */
record EnvironmentView(
    UUID applicationId,
    String application,
    String environment,
    @Nullable String url,
    @Nullable Placed stable,
    @Nullable Placed canary,
    int canaryPercent,
    @Nullable Latest latest,
    @Nullable String closed,
    List<String> next) {

  /**
   * A revision that runs.
   *
   * @param health null when nobody has looked yet
   * @param since when it became what it is
   * @param drifted how many things differ from what was deployed
   */
  record Placed(
      UUID id,
      int revision,
      String target,
      String image,
      @Nullable String commit,
      @Nullable String author,
      Instant since,
      @Nullable Health health,
      @Nullable String cause,
      int drifted) {}

  /** How the last deployment went. */
  record Latest(
      UUID id, int revision, DeploymentState state, @Nullable String reason, Instant updatedAt) {}
}
