package dev.hexad.monitoring.scrape;

import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A running revision.
 *
 * @param url base URL of this revision alone; absent where it has none, as in a cluster
 * @param metricsUrl where it is scraped; absent where it cannot be
 * @param failures readings that failed in a row
 */
public record Watched(
    UUID deploymentId,
    UUID applicationId,
    String application,
    String environment,
    int revision,
    String role,
    @Nullable String url,
    @Nullable String metricsUrl,
    @Nullable String commit,
    @Nullable String author,
    @Nullable UUID runId,
    Instant since,
    int failures) {
  /** A revision that did not come up, so that nothing of it can be read. */
  public static Watched neverRan(DeploymentRef failed, UUID run, Instant at) {
    return new Watched(
        failed.deploymentId(),
        failed.applicationId(),
        failed.application(),
        failed.environment(),
        failed.revision(),
        failed.role(),
        null,
        null,
        failed.commit(),
        failed.author(),
        run,
        at,
        0);
  }

  public boolean isCanary() {
    return role.equals("canary");
  }

  /** Whether its metrics can be read from itself. */
  public boolean isScraped() {
    return metricsUrl != null;
  }

  /** Its own URL; an error that says what to do where it has none. */
  public String requireUrl() {
    return required(url, "it cannot be probed; leave 'probe' out");
  }

  /** Where it is scraped; an error that says what to do where it is not. */
  public String requireMetricsUrl() {
    return required(
        metricsUrl, "its metrics cannot be read from it; give the stage 'prometheus' instead");
  }

  private String required(@Nullable String value, String consequence) {
    if (value == null) {
      throw new HexadException(
          ProblemType.INVALID,
          "Revision %d in '%s' has no address of its own, so %s."
              .formatted(revision, environment, consequence));
    }
    return value;
  }
}
