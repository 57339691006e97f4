package dev.hexad.cd.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The CD agent's live configuration.
 *
 * @param defaultTarget for deployments that name none: auto, local or docker
 * @param drainSeconds how long a replaced revision goes on with open connections
 * @param healthTimeoutSeconds for deployments that say nothing themselves
 * @param clusters Kubernetes clusters by the name that pipelines use
 * @param healthRules of Kubernetes objects, by kind: {@code argoproj.io/Rollout}
 */
public record CdSettings(
    @Nullable String defaultTarget,
    int drainSeconds,
    int healthTimeoutSeconds,
    Map<String, ClusterSettings> clusters,
    Map<String, HealthRule> healthRules) {
  public static final CdSettings DEFAULT = new CdSettings("auto", 1, 60, Map.of(), Map.of());

  public CdSettings {
    clusters = clusters == null ? Map.of() : Map.copyOf(clusters);
    healthRules = healthRules == null ? Map.of() : Map.copyOf(healthRules);
  }
}
