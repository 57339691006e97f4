package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.Observation.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Objects with what they made, down to the pods, and the cause when something is wrong. */
final class ResourceTree {
  private static final Set<String> WORKLOADS =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job");
  private static final int LINES = 20;

  /** Questions to an API server at a time, for one deployment. */
  private static final int AT_ONCE = 8;

  private final KubeApi api;
  private final HealthRules health;
  private final List<Resource> resources = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();

  ResourceTree(KubeApi api, HealthRules health) {
    this.api = api;
    this.health = health;
  }

  private record Pod(
      ObjectRef ref, String workload, JsonNode object, HealthRules.Verdict verdict) {}

  /** How all objects of an inventory are. */
  Observation observe(List<ObjectRef> inventory) {
    Health whole = inventory.isEmpty() ? Health.MISSING : Health.HEALTHY;
    String cause = "";
    int missing = 0;
    List<Optional<ObjectNode>> live =
        inventory.stream().gather(Gatherers.mapConcurrent(AT_ONCE, api::get)).toList();
    for (int i = 0; i < live.size(); i++) {
      Resource top = look(inventory.get(i), live.get(i));
      missing += top.health() == Health.MISSING ? 1 : 0;
      Health sum = whole.and(top.health());
      if (sum != whole || cause.isEmpty() && top.health() != Health.HEALTHY) {
        cause = top.kind() + " " + top.name() + ": " + top.message();
      }
      whole = sum;
    }
    if (missing == inventory.size()) {
      return new Observation(Health.MISSING, "Nothing of it is there.", resources);
    }
    if (whole == Health.HEALTHY) {
      return new Observation(whole, "", resources);
    }
    Health found = whole;
    Set<String> guilty =
        resources.stream()
            .filter(resource -> resource.health() == found)
            .map(Resource::id)
            .collect(Collectors.toSet());
    // A pod that only starts is not why something else has failed.
    String why = worst(pod -> guilty.contains(pod.workload())).map(this::cause).orElse(cause);
    return new Observation(whole, why, resources);
  }

  private Resource look(ObjectRef ref, Optional<ObjectNode> live) {
    if (live.isEmpty()) {
      return add(ref, null, new HealthRules.Verdict(Health.MISSING, "is not there"));
    }
    HealthRules.Verdict verdict = health.of(live.get());
    int at = resources.size();
    Resource top = add(ref, null, verdict);
    if (WORKLOADS.contains(ref.kind())) {
      Health worst = descend(ref, live.get());
      // A workload whose pods are stuck says for minutes that it is on its way.
      if (verdict.health() == Health.PROGRESSING && worst == Health.DEGRADED) {
        top = resource(ref, null, new HealthRules.Verdict(Health.DEGRADED, verdict.message()));
        resources.set(at, top);
      }
    }
    return top;
  }

  /** Adds the pods of a workload; gives the worst health among the newest. */
  private Health descend(ObjectRef workload, JsonNode live) {
    String selector = selector(live.at("/spec/selector/matchLabels"));
    if (selector.isEmpty()) {
      return Health.UNKNOWN;
    }
    List<String> owners = new ArrayList<>();
    owners.add(live.at("/metadata/uid").asString(""));
    String parent = workload.id();
    if (workload.kind().equals("Deployment")) {
      var sets = new ObjectRef("apps/v1", "ReplicaSet", "replicasets", workload.namespace(), "");
      for (JsonNode set : api.list(sets, selector)) {
        boolean used =
            set.at("/spec/replicas").asInt(0) > 0 || set.at("/status/replicas").asInt(0) > 0;
        if (owned(set, owners) && used) {
          owners.add(set.at("/metadata/uid").asString(""));
        }
      }
    }
    Health worst = Health.HEALTHY;
    var podsOf = new ObjectRef("v1", "Pod", "pods", workload.namespace(), "");
    for (JsonNode pod : api.list(podsOf, selector)) {
      if (owned(pod, owners)) {
        var ref =
            new ObjectRef(
                "v1", "Pod", "pods", workload.namespace(), pod.at("/metadata/name").asString(""));
        HealthRules.Verdict verdict = health.of(pod);
        pods.add(new Pod(ref, parent, pod, verdict));
        add(ref, parent, verdict);
        worst = worst.and(verdict.health());
      }
    }
    return worst;
  }

  private static boolean owned(JsonNode object, List<String> owners) {
    return object
        .at("/metadata/ownerReferences")
        .valueStream()
        .anyMatch(owner -> owners.contains(owner.path("uid").asString("")));
  }

  static String selector(JsonNode labels) {
    return String.join(
        ",",
        labels.properties().stream()
            .map(label -> label.getKey() + "=" + label.getValue().asString(""))
            .toList());
  }

  private Resource add(ObjectRef ref, @Nullable String parent, HealthRules.Verdict verdict) {
    Resource resource = resource(ref, parent, verdict);
    resources.add(resource);
    return resource;
  }

  private static Resource resource(
      ObjectRef ref, @Nullable String parent, HealthRules.Verdict verdict) {
    return new Resource(
        ref.id(), parent, ref.kind(), ref.name(), verdict.health(), verdict.message());
  }

  private Optional<Pod> worst(Predicate<Pod> of) {
    return pods.stream()
        .filter(of)
        .filter(pod -> pod.verdict().health() != Health.HEALTHY)
        .max(
            Comparator.comparingInt((Pod pod) -> pod.verdict().health() == Health.DEGRADED ? 1 : 0)
                .thenComparing(pod -> pod.object().at("/metadata/creationTimestamp").asString("")));
  }

  /** Names the pod, what is wrong, the last warning and the last line it said. */
  private String cause(Pod pod) {
    var text = new StringBuilder("Pod ").append(pod.ref().name()).append(": ");
    text.append(pod.verdict().message()).append('.');
    warning(pod).ifPresent(event -> text.append(" Event: ").append(event).append('.'));
    log(pod)
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((a, b) -> b)
        .ifPresent(line -> text.append(" Its last line: ").append(line));
    return text.toString();
  }

  private Optional<String> warning(Pod pod) {
    var events = new ObjectRef("v1", "Event", "events", pod.ref().namespace(), "");
    String uid = pod.object().at("/metadata/uid").asString("");
    return api.list(events, "").stream()
        .filter(event -> event.at("/involvedObject/uid").asString("").equals(uid))
        .filter(event -> event.path("type").asString("").equals("Warning"))
        .max(Comparator.comparing(event -> event.path("lastTimestamp").asString("")))
        .map(event ->
            event.path("reason").asString("") + ": " + event.path("message").asString("").strip());
  }

  /** What the worst pod, or the newest, said last. */
  String tail(List<ObjectRef> inventory) {
    observe(inventory);
    return worst(any -> true)
        .or(() ->
            pods.stream()
                .max(
                    Comparator.comparing(
                        pod -> pod.object().at("/metadata/creationTimestamp").asString(""))))
        .map(this::log)
        .orElse("");
  }

  private String log(Pod pod) {
    JsonNode container =
        pod.object()
            .at("/status/containerStatuses")
            .valueStream()
            .filter(one -> !one.path("ready").asBoolean(false))
            .findFirst()
            .orElse(pod.object().at("/spec/containers/0"));
    String name = container.path("name").asString("");
    boolean restarted = container.path("restartCount").asInt(0) > 0;
    String now = api.log(pod.ref(), name, LINES, false);
    return now.isBlank() && restarted ? api.log(pod.ref(), name, LINES, true) : now;
  }
}
