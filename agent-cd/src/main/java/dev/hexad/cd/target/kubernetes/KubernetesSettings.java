package dev.hexad.cd.target.kubernetes;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a pipeline says of a deployment to Kubernetes.
 *
 * @param manifests file or folder in the repository, {@code k8s} when absent
 * @param cluster as the agent's configuration names it; the only one when absent
 * @param namespace for objects that name none
 * @param force takes fields over that other managers hold
 * @param pruneAll removes namespaces, custom definitions and volume claims too when they are no
 *     longer in the manifests
 */
record KubernetesSettings(
    @Nullable String manifests,
    @Nullable String cluster,
    @Nullable String namespace,
    @Nullable Boolean force,
    @Nullable Boolean pruneAll) {
  private static final Set<String> KNOWN =
      Set.of("manifests", "cluster", "namespace", "force", "pruneAll");

  static KubernetesSettings of(JsonNode settings) {
    var unknown = new TreeSet<>(settings.propertyNames());
    unknown.removeAll(KNOWN);
    if (!unknown.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The target 'kubernetes' knows no setting "
              + String.join(", ", unknown)
              + "; there are "
              + String.join(", ", new TreeSet<>(KNOWN))
              + ".");
    }
    try {
      return Json.convert(settings, KubernetesSettings.class);
    } catch (JacksonException e) {
      throw new HexadException(
          ProblemType.INVALID,
          "The settings of the target 'kubernetes' do not fit: " + e.getOriginalMessage(),
          e);
    }
  }

  String folder() {
    return manifests == null ? "k8s" : manifests;
  }

  boolean forces() {
    return Boolean.TRUE.equals(force);
  }

  boolean prunesAll() {
    return Boolean.TRUE.equals(pruneAll);
  }
}
