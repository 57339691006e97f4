package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.Health;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How an object of the cluster is, from its own fields alone. The rules follow the status
 * conventions of the Kubernetes API (kstatus) and what its controllers write.
 */
final class HealthRules {
  /** Reasons of waiting containers that do not pass by themselves. */
  private static final Set<String> STUCK =
      Set.of(
          "CrashLoopBackOff",
          "ImagePullBackOff",
          "ErrImagePull",
          "InvalidImageName",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError");

  private final CustomRules custom;

  HealthRules(CustomRules custom) {
    this.custom = custom;
  }

  /**
   * How it is.
   *
   * @param message why, empty when it is healthy
   */
  record Verdict(Health health, String message) {
    static final Verdict HEALTHY = new Verdict(Health.HEALTHY, "");

    static Verdict progressing(String message) {
      return new Verdict(Health.PROGRESSING, message);
    }

    static Verdict degraded(String message) {
      return new Verdict(Health.DEGRADED, message);
    }
  }

  /** By the rule of the agent's configuration, or else by what is known of the kind. */
  Verdict of(JsonNode object) {
    if (object.at("/metadata").has("deletionTimestamp")) {
      return Verdict.progressing("is being deleted");
    }
    return custom.of(object).orElseGet(() -> known(object));
  }

  private static Verdict known(JsonNode object) {
    JsonNode status = object.path("status");
    JsonNode observed = status.path("observedGeneration");
    if (observed.isNumber() && observed.asLong() < object.at("/metadata/generation").asLong()) {
      return Verdict.progressing("its controller has not seen the change yet");
    }
    return switch (object.path("kind").asString("")) {
      case "Deployment" -> deployment(object);
      case "StatefulSet" -> statefulSet(object);
      case "DaemonSet" -> daemonSet(object);
      case "ReplicaSet" -> replicas(object.at("/spec/replicas").asInt(1), status, "readyReplicas");
      case "Pod" -> pod(object);
      case "Job" -> job(object);
      case "CronJob" -> cronJob(object);
      case "PersistentVolumeClaim" -> claim(status);
      case "Service" -> service(object);
      case "Ingress" -> Verdict.HEALTHY;
      case "HorizontalPodAutoscaler" -> autoscaler(status);
      case "PodDisruptionBudget" -> budget(status);
      case "CustomResourceDefinition" -> definition(status);
      default -> generic(object);
    };
  }

  static Optional<JsonNode> condition(JsonNode status, String type) {
    return status
        .path("conditions")
        .valueStream()
        .filter(condition -> condition.path("type").asString("").equals(type))
        .findFirst();
  }

  private static boolean holds(JsonNode status, String type) {
    return condition(status, type)
        .filter(c -> c.path("status").asString("").equals("True"))
        .isPresent();
  }

  private static boolean fails(JsonNode status, String type) {
    return condition(status, type)
        .filter(c -> c.path("status").asString("").equals("False"))
        .isPresent();
  }

  private static String message(JsonNode status, String type) {
    return condition(status, type)
        .map(c -> {
          String text = c.path("message").asString("");
          return text.isEmpty() ? c.path("reason").asString("") : text;
        })
        .orElse("");
  }

  private static Verdict deployment(JsonNode object) {
    JsonNode status = object.path("status");
    if (object.at("/spec/paused").asBoolean(false)) {
      return new Verdict(Health.SUSPENDED, "is paused");
    }
    String reason =
        condition(status, "Progressing").map(c -> c.path("reason").asString("")).orElse("");
    if (reason.equals("ProgressDeadlineExceeded")) {
      return Verdict.degraded(message(status, "Progressing"));
    }
    if (holds(status, "ReplicaFailure")) {
      return Verdict.degraded(message(status, "ReplicaFailure"));
    }
    if (!status.has("observedGeneration")) {
      return Verdict.progressing("its controller has not seen it yet");
    }
    int wanted = object.at("/spec/replicas").asInt(1);
    int updated = status.path("updatedReplicas").asInt(0);
    if (updated < wanted) {
      return Verdict.progressing("%d of %d replicas are new".formatted(updated, wanted));
    }
    int all = status.path("replicas").asInt(0);
    if (all > updated) {
      return Verdict.progressing((all - updated) + " old replicas are still there");
    }
    return replicas(wanted, status, "availableReplicas");
  }

  private static Verdict replicas(int wanted, JsonNode status, String field) {
    int have = status.path(field).asInt(0);
    return have < wanted
        ? Verdict.progressing("%d of %d replicas are ready".formatted(have, wanted))
        : Verdict.HEALTHY;
  }

  private static Verdict statefulSet(JsonNode object) {
    JsonNode status = object.path("status");
    int wanted = object.at("/spec/replicas").asInt(1);
    int partition = object.at("/spec/updateStrategy/rollingUpdate/partition").asInt(0);
    boolean byHand = object.at("/spec/updateStrategy/type").asString("").equals("OnDelete");
    int updated = status.path("updatedReplicas").asInt(0);
    boolean same = status.path("currentRevision").equals(status.path("updateRevision"));
    if (!byHand && !same && updated < wanted - partition) {
      return Verdict.progressing(
          "%d of %d replicas are new".formatted(updated, wanted - partition));
    }
    return replicas(wanted, status, "readyReplicas");
  }

  private static Verdict daemonSet(JsonNode object) {
    JsonNode status = object.path("status");
    if (!status.has("desiredNumberScheduled")) {
      return Verdict.progressing("its controller has not seen it yet");
    }
    int wanted = status.path("desiredNumberScheduled").asInt(0);
    boolean byHand = object.at("/spec/updateStrategy/type").asString("").equals("OnDelete");
    int updated = status.path("updatedNumberScheduled").asInt(0);
    if (!byHand && updated < wanted) {
      return Verdict.progressing("%d of %d pods are new".formatted(updated, wanted));
    }
    return replicas(wanted, status, "numberAvailable");
  }

  private static Verdict pod(JsonNode pod) {
    JsonNode status = pod.path("status");
    for (String list : new String[] {"initContainerStatuses", "containerStatuses"}) {
      for (JsonNode container : status.path(list)) {
        JsonNode waiting = container.at("/state/waiting");
        String reason = waiting.path("reason").asString("");
        if (STUCK.contains(reason)) {
          return Verdict.degraded(stuck(container, reason, waiting.path("message").asString("")));
        }
      }
    }
    return switch (status.path("phase").asString("")) {
      case "Succeeded" -> Verdict.HEALTHY;
      case "Failed" -> Verdict.degraded(failed(status));
      case "Running" ->
          holds(status, "Ready") ? Verdict.HEALTHY : Verdict.progressing("is not ready yet");
      default ->
          fails(status, "PodScheduled")
              ? Verdict.progressing(message(status, "PodScheduled"))
              : Verdict.progressing("is being started");
    };
  }

  private static String stuck(JsonNode container, String reason, String message) {
    JsonNode last = container.at("/lastState/terminated");
    String ended =
        last.isMissingNode()
            ? ""
            : " (%s, exit code %d)"
                .formatted(last.path("reason").asString("ended"), last.path("exitCode").asInt());
    return "container %s: %s%s%s"
        .formatted(
            container.path("name").asString(""),
            reason,
            ended,
            message.isEmpty() || !ended.isEmpty() ? "" : ": " + message);
  }

  private static String failed(JsonNode status) {
    String reason = status.path("reason").asString("");
    if (!reason.isEmpty()) {
      return reason + ": " + status.path("message").asString("");
    }
    for (JsonNode container : status.path("containerStatuses")) {
      JsonNode end = container.at("/state/terminated");
      if (end.path("exitCode").asInt(0) != 0) {
        return "container %s: %s, exit code %d"
            .formatted(
                container.path("name").asString(""),
                end.path("reason").asString("ended"),
                end.path("exitCode").asInt());
      }
    }
    return "has failed";
  }

  private static Verdict job(JsonNode object) {
    JsonNode status = object.path("status");
    if (holds(status, "Failed")) {
      return Verdict.degraded(message(status, "Failed"));
    }
    if (holds(status, "Suspended")) {
      return new Verdict(Health.SUSPENDED, "is suspended");
    }
    return holds(status, "Complete") ? Verdict.HEALTHY : Verdict.progressing("runs");
  }

  private static Verdict cronJob(JsonNode object) {
    return object.at("/spec/suspend").asBoolean(false)
        ? new Verdict(Health.SUSPENDED, "is suspended")
        : Verdict.HEALTHY;
  }

  private static Verdict claim(JsonNode status) {
    return switch (status.path("phase").asString("")) {
      case "Bound" -> Verdict.HEALTHY;
      case "Lost" -> Verdict.degraded("its volume is lost");
      default -> Verdict.progressing("no volume is bound yet");
    };
  }

  private static Verdict service(JsonNode object) {
    boolean balanced = object.at("/spec/type").asString("").equals("LoadBalancer");
    return balanced && object.at("/status/loadBalancer/ingress").isEmpty()
        ? Verdict.progressing("has no address of its load balancer yet")
        : Verdict.HEALTHY;
  }

  private static Verdict autoscaler(JsonNode status) {
    for (String type : new String[] {"AbleToScale", "ScalingActive"}) {
      if (fails(status, type)) {
        return Verdict.degraded(message(status, type));
      }
    }
    return Verdict.HEALTHY;
  }

  private static Verdict budget(JsonNode status) {
    int wanted = status.path("desiredHealthy").asInt(0);
    int have = status.path("currentHealthy").asInt(0);
    return have < wanted
        ? Verdict.progressing("%d of %d pods are healthy".formatted(have, wanted))
        : Verdict.HEALTHY;
  }

  private static Verdict definition(JsonNode status) {
    if (fails(status, "NamesAccepted")) {
      return Verdict.degraded(message(status, "NamesAccepted"));
    }
    return holds(status, "Established")
        ? Verdict.HEALTHY
        : Verdict.progressing("is not established yet");
  }

  /** The standard conditions of any object. */
  private static Verdict generic(JsonNode object) {
    JsonNode status = object.path("status");
    if (holds(status, "Stalled")) {
      return Verdict.degraded(message(status, "Stalled"));
    }
    if (holds(status, "Reconciling")) {
      return Verdict.progressing(message(status, "Reconciling"));
    }
    for (String type : new String[] {"Ready", "Available"}) {
      if (fails(status, type)) {
        return Verdict.progressing(message(status, type));
      }
      if (condition(status, type)
          .filter(c -> c.path("status").asString("").equals("Unknown"))
          .isPresent()) {
        return Verdict.progressing(message(status, type));
      }
    }
    return Verdict.HEALTHY;
  }
}
