package dev.hexad.finops.source.kubernetes;

import dev.hexad.finops.settings.ClusterSharing;
import dev.hexad.finops.settings.ClusterSharing.Way;
import dev.hexad.finops.share.Apportion;
import dev.hexad.finops.source.kubernetes.ClusterDay.Node;
import dev.hexad.finops.source.kubernetes.ClusterDay.Pod;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Splits the cost of a node among its pods: each takes part by the larger of what it asked for and
 * what it used, of processor and memory. The pieces add up to the cost to the last digit.
 *
 * <p>A core-hour weighs as much as {@value #CORE} against {@value #GIGABYTE} of an hour of a
 * gigabyte, the proportion of OpenCost's default prices.
 */
final class NodeSplit {
  /** The key of what nobody asked for or used. No pod has it, for its name has a slash. */
  static final String IDLE = "(idle)";

  private static final double CORE = 0.031611;
  private static final double GIGABYTE = 0.004237;

  private final Map<String, BigDecimal> weights;

  NodeSplit(Node node, List<Pod> pods, ClusterSharing sharing) {
    Map<String, Double> values = values(node, pods);
    double all = node.coreHours() * CORE + node.gigabyteHours() * GIGABYTE;
    double used = values.values().stream().mapToDouble(Double::doubleValue).sum();
    spreadShared(values, pods, sharing, used);
    double idle = Math.max(0, all - used);
    if (values.isEmpty() || (sharing.idle() == Way.APART && idle > 1e-9 * all)) {
      values.put(IDLE, values.isEmpty() ? 1 : idle);
    }
    this.weights = new LinkedHashMap<>();
    values.forEach((key, value) -> weights.put(key, BigDecimal.valueOf(value)));
  }

  static String key(Pod pod) {
    return pod.namespace() + "/" + pod.name();
  }

  /** Pods cannot use more than there is: where they do by the numbers, all give way. */
  private static Map<String, Double> values(Node node, List<Pod> pods) {
    double cores = room(node.coreHours(), pods.stream().mapToDouble(Pod::coreHours).sum());
    double memory = room(node.gigabyteHours(), pods.stream().mapToDouble(Pod::gigabyteHours).sum());
    Map<String, Double> values = new LinkedHashMap<>();
    for (Pod pod : pods) {
      double value = pod.coreHours() * cores * CORE + pod.gigabyteHours() * memory * GIGABYTE;
      if (value > 0) {
        values.merge(key(pod), value, Double::sum);
      }
    }
    return values;
  }

  private static double room(double there, double wanted) {
    return wanted > there && wanted > 0 ? there / wanted : 1;
  }

  /** What shared pods cost is paid by the others, in proportion; not by what is idle. */
  private static void spreadShared(
      Map<String, Double> values, List<Pod> pods, ClusterSharing sharing, double used) {
    if (sharing.shared() == Way.APART) {
      return;
    }
    Set<String> shared = Set.copyOf(sharing.sharedNamespaces());
    Map<String, Double> own = new LinkedHashMap<>(values);
    pods.stream()
        .filter(pod -> shared.contains(pod.namespace()))
        .forEach(pod -> own.remove(key(pod)));
    double owned = own.values().stream().mapToDouble(Double::doubleValue).sum();
    if (owned > 0) {
      values.keySet().retainAll(own.keySet());
      values.replaceAll((key, value) -> value * used / owned);
    }
  }

  /** The pieces of a cost by the keys of pods, and {@link #IDLE}. */
  Map<String, BigDecimal> of(BigDecimal cost) {
    return Apportion.of(cost, weights);
  }
}
