package dev.hexad.cd.target.kubernetes;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** In which order objects are applied: by phase, and within it by what needs what. */
final class ApplyOrder {
  /** Lower phases are healthy before higher ones begin; 0 without it. */
  static final String PHASE = "dev.hexad/phase";

  private static final List<String> KINDS =
      List.of(
          "Namespace",
          "CustomResourceDefinition",
          "PriorityClass",
          "StorageClass",
          "ServiceAccount",
          "ClusterRole",
          "ClusterRoleBinding",
          "Role",
          "RoleBinding",
          "ResourceQuota",
          "LimitRange",
          "NetworkPolicy",
          "Secret",
          "ConfigMap",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "Service",
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "Job",
          "CronJob",
          "Pod");

  private static final List<String> LAST =
      List.of(
          "Ingress",
          "HorizontalPodAutoscaler",
          "PodDisruptionBudget",
          "APIService",
          "ValidatingWebhookConfiguration",
          "MutatingWebhookConfiguration");

  private ApplyOrder() {}

  /** The manifests of each phase, in order. */
  static List<List<Manifest>> phases(List<Manifest> manifests) {
    var phases = new TreeMap<Integer, List<Manifest>>();
    manifests.stream()
        .sorted(Comparator.comparingInt(manifest -> rank(manifest.kind())))
        .forEach(manifest ->
            phases
                .computeIfAbsent(phase(manifest), p -> new java.util.ArrayList<>())
                .add(manifest));
    return List.copyOf(phases.values());
  }

  /** Custom kinds, which nothing is known of, stand between workloads and what points to them. */
  static int rank(String kind) {
    int early = KINDS.indexOf(kind);
    if (early >= 0) {
      return early;
    }
    int late = LAST.indexOf(kind);
    return late < 0 ? KINDS.size() : KINDS.size() + 1 + late;
  }

  static int phase(Manifest manifest) {
    String given = manifest.annotation(PHASE);
    try {
      return given.isEmpty() ? 0 : Integer.parseInt(given.strip());
    } catch (NumberFormatException e) {
      throw new dev.hexad.contracts.problem.HexadException(
          dev.hexad.contracts.problem.ProblemType.INVALID,
          manifest.where() + ": the annotation " + PHASE + " is not a number: " + given,
          e);
    }
  }
}
