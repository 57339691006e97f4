package dev.hexad.monitoring.scrape;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A running revision.
 *
 * @param failures readings that failed in a row
 */
public record Watched(
    UUID deploymentId,
    UUID applicationId,
    String application,
    String environment,
    int revision,
    String role,
    String url,
    String metricsUrl,
    @Nullable String commit,
    @Nullable String author,
    @Nullable UUID runId,
    Instant since,
    int failures) {
  public boolean isCanary() {
    return role.equals("canary");
  }
}
