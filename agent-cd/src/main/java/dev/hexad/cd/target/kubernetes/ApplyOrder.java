package dev.hexad.cd.target.kubernetes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** In which order objects are applied: by phase, and within it by what needs what. */
final class ApplyOrder {
  /** Lower phases are healthy before higher ones begin; 0 without it. */
  static final String PHASE = "dev.hexad/phase";

  /** The same for those who come from Argo CD. */
  static final String WAVE = "argocd.argoproj.io/sync-wave";

  private static final Set<String> FIRST = Set.of("Namespace", "CustomResourceDefinition");

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

  /**
   * What is applied together and healthy before the next step begins.
   *
   * @param hooks whether it is hooks, which are not part of what is deployed
   */
  record Step(boolean hooks, List<Manifest> manifests) {}

  /** Where a manifest stands among the steps. */
  private record Position(int moment, int number) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
        Comparator.comparingInt(Position::moment).thenComparingInt(Position::number);

    static Position of(Manifest manifest) {
      Optional<Hook> hook = Hook.of(manifest);
      if (hook.isPresent()) {
        return new Position(hook.get().moment() == Hook.Moment.BEFORE ? 1 : 3, hook.get().weight());
      }
      // Hooks may need these.
      return FIRST.contains(manifest.kind())
          ? new Position(0, 0)
          : new Position(2, phase(manifest));
    }

    boolean hooks() {
      return moment % 2 == 1;
    }

    @Override
    public int compareTo(Position other) {
      return ORDER.compare(this, other);
    }
  }

  /** The steps in order. */
  static List<Step> steps(List<Manifest> manifests) {
    var steps = new TreeMap<Position, List<Manifest>>();
    manifests.stream()
        .sorted(Comparator.comparingInt(manifest -> rank(manifest.kind())))
        .forEach(manifest ->
            steps.computeIfAbsent(Position.of(manifest), p -> new ArrayList<>()).add(manifest));
    return steps.entrySet().stream()
        .map(step -> new Step(step.getKey().hooks(), List.copyOf(step.getValue())))
        .toList();
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
    return manifest.annotation(PHASE).isEmpty()
        ? Hook.number(manifest, WAVE)
        : Hook.number(manifest, PHASE);
  }
}
