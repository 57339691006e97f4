package dev.hexad.finops.source.kubernetes;

import dev.hexad.contracts.message.Secret;
import dev.hexad.finops.access.JsonApi;
import dev.hexad.finops.access.Secrets;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.source.kubernetes.ClusterDay.Node;
import dev.hexad.finops.source.kubernetes.ClusterDay.Pod;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what a cluster had and used from Prometheus with kube-state-metrics and cAdvisor. */
@Component
public class PrometheusUsage implements ClusterSource.UsageReader {
  /** Prometheus keeps fifteen days by itself. */
  private static final int DAYS = 14;

  private static final String CORE_HOURS_REQUESTED =
      "sum by (namespace, pod, node) (sum_over_time("
          + "kube_pod_container_resource_requests{resource=\"cpu\"}[1d:5m])) / 12";
  private static final String GIGABYTE_HOURS_REQUESTED =
      "sum by (namespace, pod, node) (sum_over_time("
          + "kube_pod_container_resource_requests{resource=\"memory\"}[1d:5m])) / 12e9";
  private static final String CORE_HOURS_USED =
      "sum by (namespace, pod) (increase("
          + "container_cpu_usage_seconds_total{container!=\"\"}[1d])) / 3600";
  private static final String GIGABYTE_HOURS_USED =
      "sum by (namespace, pod) (sum_over_time("
          + "container_memory_working_set_bytes{container!=\"\"}[1d:5m])) / 12e9";
  private static final String PLACES =
      "max by (namespace, pod, node) (max_over_time(kube_pod_info{node!=\"\"}[1d]))";
  private static final String NODE_CORE_HOURS =
      "sum by (node) (sum_over_time(kube_node_status_capacity{resource=\"cpu\"}[1d:5m])) / 12";
  private static final String NODE_GIGABYTE_HOURS =
      "sum by (node) (sum_over_time(kube_node_status_capacity{resource=\"memory\"}[1d:5m])) / 12e9";
  private static final String NODE_IDS =
      "max by (node, provider_id) (max_over_time(kube_node_info[1d]))";
  private static final String LABELS =
      "max by (namespace, pod, label_app_kubernetes_io_name, label_app)"
          + " (max_over_time(kube_pod_labels[1d]))";

  private final JsonApi api;
  private final Secrets secrets;
  private final ClusterStore store;

  PrometheusUsage(JsonApi api, Secrets secrets, ClusterStore store) {
    this.api = api;
    this.secrets = secrets;
    this.store = store;
  }

  /** A pod, whatever node it is on. */
  private record Name(String namespace, String pod) {
    static Name of(JsonNode metric) {
      return new Name(metric.path("namespace").asString(""), metric.path("pod").asString(""));
    }
  }

  /** Reads the days that are over and not known yet; nothing where there is no Prometheus. */
  @Override
  public void read(BillSource source, LocalDate today) throws IOException {
    if (source.location() == null) {
      return;
    }
    Set<LocalDate> known =
        store.days(source.name(), today.minusDays(DAYS)).stream()
            .map(ClusterStore.Known::day)
            .collect(Collectors.toSet());
    for (LocalDate day = today.minusDays(DAYS); day.isBefore(today); day = day.plusDays(1)) {
      if (!known.contains(day)) {
        List<Node> nodes = nodes(source, day);
        if (!nodes.isEmpty()) {
          store.keep(source.name(), day, new ClusterDay(nodes, pods(source, day, nodes)));
        }
      }
    }
  }

  private List<Node> nodes(BillSource source, LocalDate day) throws IOException {
    Map<String, Double> cores = new HashMap<>();
    Map<String, Double> memory = new HashMap<>();
    ask(source, day, NODE_CORE_HOURS)
        .forEach(one -> cores.put(one.metric().path("node").asString(""), one.value()));
    ask(source, day, NODE_GIGABYTE_HOURS)
        .forEach(one -> memory.put(one.metric().path("node").asString(""), one.value()));
    Map<String, Node> nodes = new HashMap<>();
    for (Series one : ask(source, day, NODE_IDS)) {
      String name = one.metric().path("node").asString("");
      String id = one.metric().path("provider_id").asString("");
      String resource = id.substring(id.lastIndexOf('/') + 1);
      if (!name.isEmpty() && !resource.isEmpty() && cores.containsKey(name)) {
        nodes.put(name, new Node(name, resource, cores.get(name), memory.getOrDefault(name, 0.0)));
      }
    }
    return nodes.values().stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
  }

  private List<Pod> pods(BillSource source, LocalDate day, List<Node> nodes) throws IOException {
    Set<String> names = nodes.stream().map(Node::name).collect(Collectors.toSet());
    Map<Name, Double> coresRequested = byPod(source, day, CORE_HOURS_REQUESTED);
    Map<Name, Double> memoryRequested = byPod(source, day, GIGABYTE_HOURS_REQUESTED);
    Map<Name, Double> coresUsed = byPod(source, day, CORE_HOURS_USED);
    Map<Name, Double> memoryUsed = byPod(source, day, GIGABYTE_HOURS_USED);
    Map<Name, String> applications = applications(source, day);
    Map<Name, String> places = new HashMap<>();
    ask(source, day, PLACES)
        .forEach(one -> places.put(Name.of(one.metric()), one.metric().path("node").asString("")));
    List<Pod> pods = new ArrayList<>();
    for (Map.Entry<Name, String> place : places.entrySet()) {
      Name name = place.getKey();
      if (names.contains(place.getValue())) {
        pods.add(
            new Pod(
                place.getValue(),
                name.namespace(),
                name.pod(),
                applications.get(name),
                coresRequested.getOrDefault(name, 0.0),
                coresUsed.getOrDefault(name, 0.0),
                memoryRequested.getOrDefault(name, 0.0),
                memoryUsed.getOrDefault(name, 0.0)));
      }
    }
    return pods;
  }

  private Map<Name, Double> byPod(BillSource source, LocalDate day, String query)
      throws IOException {
    Map<Name, Double> values = new HashMap<>();
    ask(source, day, query)
        .forEach(one -> values.merge(Name.of(one.metric()), one.value(), Double::sum));
    return values;
  }

  private Map<Name, String> applications(BillSource source, LocalDate day) throws IOException {
    Map<Name, String> applications = new HashMap<>();
    for (Series one : ask(source, day, LABELS)) {
      String standard = one.metric().path("label_app_kubernetes_io_name").asString("");
      String label = standard.isEmpty() ? one.metric().path("label_app").asString("") : standard;
      if (!label.isEmpty()) {
        applications.put(Name.of(one.metric()), label);
      }
    }
    return applications;
  }

  private record Series(JsonNode metric, double value) {}

  /** The value at the end of a day. */
  private List<Series> ask(BillSource source, LocalDate day, String query) throws IOException {
    String root = String.valueOf(source.location()).replaceFirst("/+$", "");
    long end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    var request =
        HttpRequest.newBuilder(URI.create(root + "/api/v1/query"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "time=" + end + "&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
    if (source.credentialsSecret() != null) {
      Secret token = secrets.read(source.credentialsSecret());
      request.header("Authorization", "Bearer " + token.reveal());
    }
    JsonNode answer = api.send("Prometheus", request.build());
    List<Series> series = new ArrayList<>();
    for (JsonNode one : answer.path("data").path("result")) {
      double value = Double.parseDouble(one.path("value").path(1).asString("NaN"));
      if (Double.isFinite(value)) {
        series.add(new Series(one.path("metric"), Math.max(0, value)));
      }
    }
    return series;
  }
}
