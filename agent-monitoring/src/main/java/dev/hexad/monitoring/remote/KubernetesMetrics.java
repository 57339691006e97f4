package dev.hexad.monitoring.remote;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.metrics.Counters;
import dev.hexad.monitoring.source.MetricSource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.NodeMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What pods and nodes use now: {@code pod_cpu}, {@code node_cpu} in cores, {@code pod_memory},
 * {@code node_memory} in bytes. The labels {@code namespace}, {@code pod}, {@code container} and
 * {@code node} narrow it; all others are labels of the pods or nodes themselves. The API knows no
 * past and no counters.
 */
final class KubernetesMetrics implements MetricSource {
  private static final Set<String> OWN = Set.of("namespace", "pod", "container", "node");

  private final KubernetesClient client;

  KubernetesMetrics(KubernetesClient client) {
    this.client = client;
  }

  private record Usage(Map<String, String> labels, Instant at, double value) {}

  @Override
  public Optional<Point> read(String query) throws IOException {
    List<Usage> found = ask(query);
    return found.stream()
        .map(Usage::at)
        .max(Instant::compareTo)
        .map(at -> new Point(at, found.stream().mapToDouble(Usage::value).sum()));
  }

  @Override
  public List<Series> series(String query) throws IOException {
    return ask(query).stream()
        .map(usage -> new Series(usage.labels(), new Point(usage.at(), usage.value())))
        .toList();
  }

  private List<Usage> ask(String query) throws IOException {
    LabelQuery wanted = LabelQuery.parse(query);
    try {
      return switch (wanted.name()) {
        case "pod_cpu" -> pods(wanted, "cpu");
        case "pod_memory" -> pods(wanted, "memory");
        case "node_cpu" -> nodes(wanted, "cpu");
        case "node_memory" -> nodes(wanted, "memory");
        default ->
            throw new HexadException(
                ProblemType.INVALID,
                "'" + query + "': ask for pod_cpu, pod_memory, node_cpu or node_memory.");
      };
    } catch (KubernetesClientException e) {
      throw new IOException("the cluster gives no metrics: " + reason(e), e);
    }
  }

  /** The message of the library quotes the whole request. */
  private static String reason(KubernetesClientException e) {
    return e.getStatus() != null && e.getStatus().getMessage() != null
        ? e.getCode() + " " + e.getStatus().getMessage()
        : String.valueOf(e.getMessage()).lines().findFirst().orElse("no answer");
  }

  private List<Usage> pods(LabelQuery wanted, String resource) {
    Map<String, String> labels = wanted.labels();
    String namespace = labels.get("namespace");
    Map<String, String> selector = selector(labels);
    var top = client.top().pods();
    List<PodMetrics> items =
        (namespace == null
                ? top.withLabels(selector).metrics()
                : top.inNamespace(namespace).withLabels(selector).metrics())
            .getItems();
    return items.stream()
        .filter(pod -> has(labels, "pod", pod.getMetadata().getName()))
        .flatMap(pod -> containers(pod, labels, resource))
        .toList();
  }

  private static Stream<Usage> containers(
      PodMetrics pod, Map<String, String> labels, String resource) {
    Instant at = Instant.parse(pod.getTimestamp());
    return pod.getContainers().stream()
        .filter(container -> has(labels, "container", container.getName()))
        .flatMap(container ->
            usage(labels(pod, container.getName()), at, container.getUsage(), resource));
  }

  private static Map<String, String> labels(PodMetrics pod, String container) {
    var labels = labels(pod.getMetadata());
    labels.put("namespace", Objects.requireNonNullElse(pod.getMetadata().getNamespace(), ""));
    labels.put("pod", pod.getMetadata().getName());
    labels.put("container", container);
    return labels;
  }

  private static Map<String, String> labels(ObjectMeta meta) {
    return meta.getLabels() == null ? new HashMap<>() : new HashMap<>(meta.getLabels());
  }

  private static Map<String, String> labels(NodeMetrics node) {
    var labels = labels(node.getMetadata());
    labels.put("node", node.getMetadata().getName());
    return labels;
  }

  private List<Usage> nodes(LabelQuery wanted, String resource) {
    Map<String, String> labels = wanted.labels();
    List<NodeMetrics> items =
        client.top().nodes().withLabels(selector(labels)).metrics().getItems();
    return items.stream()
        .filter(node -> has(labels, "node", node.getMetadata().getName()))
        .flatMap(node ->
            usage(labels(node), Instant.parse(node.getTimestamp()), node.getUsage(), resource))
        .toList();
  }

  private static Stream<Usage> usage(
      Map<String, String> labels, Instant at, Map<String, Quantity> usage, String resource) {
    return Optional.ofNullable(usage.get(resource)).stream()
        .map(quantity -> new Usage(labels, at, quantity.getNumericalAmount().doubleValue()));
  }

  private static boolean has(Map<String, String> labels, String label, String value) {
    return labels.getOrDefault(label, value).equals(value);
  }

  private static Map<String, String> selector(Map<String, String> labels) {
    var selector = new HashMap<>(labels);
    selector.keySet().removeAll(OWN);
    return selector;
  }

  @Override
  public List<Point> history(String query, Instant from, Instant to, Duration step) {
    return List.of();
  }

  @Override
  public Counters<Map<String, String>> counters(String query) {
    throw new HexadException(
        ProblemType.INVALID, "Kubernetes tells what is used now; it has no counters.");
  }
}
