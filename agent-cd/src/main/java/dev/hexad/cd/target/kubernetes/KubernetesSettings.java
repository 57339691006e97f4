package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.TargetSettings;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a pipeline says of a deployment to Kubernetes.
 *
 * @param manifests file or folder in the repository, {@code k8s} when there is neither a
 *     kustomization nor a chart
 * @param kustomize folder with a kustomization
 * @param chart Helm chart: a folder, {@code oci://...}, or a name in the chart repository
 * @param repository address of a chart repository
 * @param chartVersion of a chart that is fetched
 * @param values files with values for the chart, later ones win
 * @param overrides values for the chart that win over all files
 * @param release name of the Helm release, that of the application when absent
 * @param cluster as the agent's configuration names it; the only one when absent
 * @param namespace for objects that name none
 * @param createNamespace makes the namespace and owns it: it goes with the environment
 * @param traffic how a canary gets its share: {@code gateway}, {@code nginx} or {@code replicas};
 *     what fits the manifests when absent
 * @param force takes fields over that other managers hold
 * @param pruneAll removes namespaces, custom definitions and volume claims too when they are no
 *     longer in the manifests
 */
record KubernetesSettings(
    @Nullable String manifests,
    @Nullable String kustomize,
    @Nullable String chart,
    @Nullable String repository,
    @Nullable String chartVersion,
    @Nullable List<String> values,
    @Nullable Map<String, Object> overrides,
    @Nullable String release,
    @Nullable String cluster,
    @Nullable String namespace,
    @Nullable Boolean createNamespace,
    @Nullable String traffic,
    @Nullable Boolean force,
    @Nullable Boolean pruneAll) {
  static KubernetesSettings of(JsonNode settings) {
    return TargetSettings.read(settings, KubernetesSettings.class, "kubernetes").requireOneSource();
  }

  private KubernetesSettings requireOneSource() {
    if (Stream.of(manifests, kustomize, chart).filter(Objects::nonNull).count() > 1) {
      throw new HexadException(
          ProblemType.INVALID,
          "The target 'kubernetes' takes one of manifests, kustomize and chart, not several.");
    }
    if (chart == null
        && Stream.of(repository, chartVersion, values, overrides, release)
            .anyMatch(Objects::nonNull)) {
      throw new HexadException(
          ProblemType.INVALID,
          "repository, chartVersion, values, overrides and release belong to a 'chart'; name it.");
    }
    return this;
  }

  Optional<Chart> ofChart() {
    return Optional.ofNullable(chart)
        .map(name ->
            new Chart(
                name,
                repository,
                chartVersion,
                values == null ? List.of() : values,
                overrides == null ? Map.of() : overrides));
  }

  String folder() {
    return manifests == null ? "k8s" : manifests;
  }

  boolean makesNamespace() {
    return Boolean.TRUE.equals(createNamespace);
  }

  boolean forces() {
    return Boolean.TRUE.equals(force);
  }

  boolean prunesAll() {
    return Boolean.TRUE.equals(pruneAll);
  }
}
