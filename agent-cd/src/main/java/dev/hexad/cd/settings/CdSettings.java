package dev.hexad.cd.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The CD agent's live configuration.
 *
 * @param defaultTarget for deployments that name none: auto, local or docker
 * @param drainSeconds how long a replaced revision goes on with open connections
 * @param healthTimeoutSeconds for deployments that say nothing themselves
 * @param clusters Kubernetes clusters by the name that pipelines use
 * @param ecs Amazon ECS clusters by the name that pipelines use
 * @param healthRules of Kubernetes objects, by kind: {@code argoproj.io/Rollout}
 * @param driftSeconds how often what runs is compared with what was rendered, 60 when absent
 * @param environments what holds for all environments of a name
 * @param hosting accounts of Cloud Run, Vercel and Render; none when absent
 */
public record CdSettings(
    @Nullable String defaultTarget,
    int drainSeconds,
    int healthTimeoutSeconds,
    Map<String, ClusterSettings> clusters,
    Map<String, EcsSettings> ecs,
    Map<String, HealthRule> healthRules,
    @Nullable Integer driftSeconds,
    Map<String, EnvironmentPolicy> environments,
    @Nullable Hosting hosting) {
  private static final int DRIFT_SECONDS = 60;

  public static final CdSettings DEFAULT =
      new CdSettings("auto", 1, 60, Map.of(), Map.of(), Map.of(), null, Map.of(), null);

  public CdSettings {
    clusters = clusters == null ? Map.of() : Map.copyOf(clusters);
    ecs = ecs == null ? Map.of() : Map.copyOf(ecs);
    healthRules = healthRules == null ? Map.of() : Map.copyOf(healthRules);
    environments = environments == null ? Map.of() : Map.copyOf(environments);
    if (driftSeconds != null && driftSeconds < 1) {
      throw new IllegalArgumentException("driftSeconds must be at least 1");
    }
  }

  public Duration driftEvery() {
    return Duration.ofSeconds(driftSeconds == null ? DRIFT_SECONDS : driftSeconds);
  }

  public Hosting hosts() {
    return hosting == null ? Hosting.NONE : hosting;
  }

  /** Those that come after an environment, in the order of their names. */
  public List<String> after(String environment) {
    return environments.entrySet().stream()
        .filter(entry -> environment.equals(entry.getValue().waitsFor().after()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** What holds for an environment; nothing special when nobody has said anything. */
  public EnvironmentPolicy policy(String environment) {
    return environments.getOrDefault(environment, EnvironmentPolicy.NONE);
  }
}
