package dev.hexad.contracts.event;

import java.util.Objects;
import java.util.UUID;

/**
 * Where a running revision answers.
 *
 * @param role {@code canary} or {@code stable}
 * @param url base URL of this revision alone
 * @param metricsUrl where it shows its metrics in the Prometheus text format
 */
public record Endpoint(
    UUID deploymentId, int revision, String role, String url, String metricsUrl) {
  public Endpoint {
    Objects.requireNonNull(deploymentId, "deploymentId");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(metricsUrl, "metricsUrl");
  }
}
