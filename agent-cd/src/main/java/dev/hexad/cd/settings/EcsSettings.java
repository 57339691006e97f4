package dev.hexad.cd.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An Amazon ECS cluster.
 *
 * @param region for example {@code eu-central-1}
 * @param cluster name or ARN
 * @param credentialsSecret name of the secret with {@code {"accessKeyId": …, "secretAccessKey": …,
 *     "sessionToken": …}}; the agent's own identity when absent
 * @param endpoint of another service with the same API, that of the region when absent
 */
public record EcsSettings(
    String region, String cluster, @Nullable String credentialsSecret, @Nullable URI endpoint) {
  public EcsSettings {
    if (region == null || region.isBlank() || cluster == null || cluster.isBlank()) {
      throw new IllegalArgumentException("an ECS cluster needs 'region' and 'cluster'");
    }
  }
}
