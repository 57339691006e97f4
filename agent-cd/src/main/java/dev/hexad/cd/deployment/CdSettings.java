package dev.hexad.cd.deployment;

import org.jspecify.annotations.Nullable;

/**
 * The CD agent's live configuration.
 *
 * @param defaultTarget for deployments that name none: auto, local or docker
 * @param drainSeconds how long a replaced revision goes on with open connections
 * @param healthTimeoutSeconds for deployments that say nothing themselves
 */
public record CdSettings(
    @Nullable String defaultTarget, int drainSeconds, int healthTimeoutSeconds) {
  public static final CdSettings DEFAULT = new CdSettings("auto", 1, 60);
}
