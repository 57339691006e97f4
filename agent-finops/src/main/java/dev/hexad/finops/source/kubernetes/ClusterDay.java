package dev.hexad.finops.source.kubernetes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a cluster had and used on a day. Core-hours and hours of gigabytes, 10^9 bytes each. */
record ClusterDay(List<Node> nodes, List<Pod> pods) {
  private static final int MOST = 100_000;

  ClusterDay {
    if (nodes == null || nodes.isEmpty() || pods == null) {
      throw new IllegalArgumentException("nodes must not be empty, and pods be there");
    }
    if (nodes.size() + pods.size() > MOST) {
      throw new IllegalArgumentException("a day has at most " + MOST + " nodes and pods");
    }
    nodes = List.copyOf(nodes);
    pods = List.copyOf(pods);
    Set<String> names = new HashSet<>();
    for (Node node : nodes) {
      if (!names.add(node.name())) {
        throw new IllegalArgumentException("the node '" + node.name() + "' stands there twice");
      }
    }
    for (Pod pod : pods) {
      if (!names.contains(pod.node())) {
        throw new IllegalArgumentException(
            "the pod '" + pod.name() + "' ran on '" + pod.node() + "', which is no node");
      }
    }
  }

  /**
   * A node.
   *
   * @param resource as the bill names it: its id, or the end of it after the last slash
   */
  record Node(String name, String resource, double coreHours, double gigabyteHours) {
    Node {
      if (name == null || name.isBlank() || resource == null || resource.isBlank()) {
        throw new IllegalArgumentException("a node needs a name and a resource");
      }
      check("node " + name, coreHours, gigabyteHours);
    }
  }

  /**
   * A pod on a node.
   *
   * @param application that it is of, null when that is not known
   */
  record Pod(
      String node,
      String namespace,
      String name,
      @Nullable String application,
      double coreHoursRequested,
      double coreHoursUsed,
      double gigabyteHoursRequested,
      double gigabyteHoursUsed) {
    Pod {
      if (node == null || namespace == null || name == null) {
        throw new IllegalArgumentException("a pod needs a node, a namespace and a name");
      }
      check(
          "pod " + name,
          coreHoursRequested,
          coreHoursUsed,
          gigabyteHoursRequested,
          gigabyteHoursUsed);
    }

    double coreHours() {
      return Math.max(coreHoursRequested, coreHoursUsed);
    }

    double gigabyteHours() {
      return Math.max(gigabyteHoursRequested, gigabyteHoursUsed);
    }
  }

  private static void check(String whose, double... quantities) {
    for (double quantity : quantities) {
      if (!(quantity >= 0 && quantity < 1e12)) {
        throw new IllegalArgumentException("a quantity of the " + whose + " is " + quantity);
      }
    }
  }
}
