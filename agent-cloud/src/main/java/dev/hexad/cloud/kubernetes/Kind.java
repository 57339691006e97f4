package dev.hexad.cloud.kubernetes;

import dev.hexad.contracts.problem.HexadException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A kind of objects that is read.
 *
 * @param group of the API, empty for the core one
 * @param type as the inventory names it, without the provider
 * @param namespaced whether its objects are in namespaces
 * @param namesOnly whether the content stays in the cluster
 */
record Kind(
    String group,
    String version,
    String name,
    String plural,
    String type,
    boolean namespaced,
    boolean namesOnly) {
  private static final String ACCESS = "rbac.authorization.k8s.io";

  static final Kind NAMESPACE = cluster("", "Namespace", "namespaces", "namespace");
  static final Kind NODE = cluster("", "Node", "nodes", "node");
  static final Kind POD = of("", "Pod", "pods", "pod");
  static final Kind DEPLOYMENT = of("apps", "Deployment", "deployments", "deployment");
  static final Kind STATEFUL_SET = of("apps", "StatefulSet", "statefulsets", "stateful-set");
  static final Kind DAEMON_SET = of("apps", "DaemonSet", "daemonsets", "daemon-set");

  static final List<Kind> ALL =
      List.of(
          NAMESPACE,
          NODE,
          POD,
          DEPLOYMENT,
          STATEFUL_SET,
          DAEMON_SET,
          of("batch", "Job", "jobs", "job"),
          of("batch", "CronJob", "cronjobs", "cron-job"),
          of("", "Service", "services", "service"),
          of("networking.k8s.io", "Ingress", "ingresses", "ingress"),
          of("networking.k8s.io", "NetworkPolicy", "networkpolicies", "network-policy"),
          cluster("", "PersistentVolume", "persistentvolumes", "persistent-volume"),
          of("", "PersistentVolumeClaim", "persistentvolumeclaims", "persistent-volume-claim"),
          of("", "ServiceAccount", "serviceaccounts", "service-account"),
          of(ACCESS, "Role", "roles", "role"),
          of(ACCESS, "RoleBinding", "rolebindings", "role-binding"),
          cluster(ACCESS, "ClusterRole", "clusterroles", "cluster-role"),
          cluster(ACCESS, "ClusterRoleBinding", "clusterrolebindings", "cluster-role-binding"),
          new Kind("", "v1", "ConfigMap", "configmaps", "config-map", true, true),
          new Kind("", "v1", "Secret", "secrets", "secret", true, true));

  private static Kind of(String group, String name, String plural, String type) {
    return new Kind(group, "v1", name, plural, type, true, false);
  }

  private static Kind cluster(String group, String name, String plural, String type) {
    return new Kind(group, "v1", name, plural, type, false, false);
  }

  static Kind ofPlural(String plural) {
    return find(ALL.stream().filter(kind -> kind.plural.equals(plural)), plural);
  }

  static Kind ofType(String fullType) {
    return find(ALL.stream().filter(kind -> kind.fullType().equals(fullType)), fullType);
  }

  private static Kind find(Stream<Kind> kinds, String name) {
    return kinds.findFirst().orElseThrow(() -> HexadException.notFound("kind", name));
  }

  String fullType() {
    return KubernetesProvider.NAME + "." + type;
  }

  private String root() {
    return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
  }

  /** Address of all of them. */
  String all() {
    return root() + "/" + plural;
  }

  /** Address of one. */
  String one(String namespace, String object) {
    return namespaced
        ? root() + "/namespaces/" + namespace + "/" + plural + "/" + object
        : root() + "/" + plural + "/" + object;
  }

  /** What a role has to allow, for example {@code patch apps/deployments}. */
  String permission(String verb) {
    return verb + " " + group + "/" + plural;
  }
}
