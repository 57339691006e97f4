package dev.hexad.cloud.kubernetes;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** One word for how an object is. */
final class ObjectState {
  private ObjectState() {}

  static String of(Kind kind, JsonNode object) {
    JsonNode status = object.path("status");
    return switch (kind.type()) {
      case "deployment", "stateful-set" ->
          running(object.at("/spec/replicas").asInt(1), status.path("readyReplicas").asInt(0));
      case "daemon-set" ->
          running(
              status.path("desiredNumberScheduled").asInt(0), status.path("numberReady").asInt(0));
      case "node" -> node(object);
      case "job" -> job(status);
      case "cron-job" -> object.at("/spec/suspend").asBoolean(false) ? "suspended" : "active";
      case "pod", "namespace", "persistent-volume", "persistent-volume-claim" ->
          status.path("phase").asString("unknown").toLowerCase(Locale.ROOT);
      default -> "available";
    };
  }

  private static String running(int wanted, int ready) {
    if (wanted == 0) {
      return "stopped";
    }
    return ready >= wanted ? "running" : "degraded";
  }

  private static String node(JsonNode object) {
    if (object.at("/spec/unschedulable").asBoolean(false)) {
      return "cordoned";
    }
    return holds(object.path("status"), "Ready") ? "ready" : "not ready";
  }

  private static String job(JsonNode status) {
    if (holds(status, "Complete")) {
      return "complete";
    }
    return holds(status, "Failed") ? "failed" : "running";
  }

  private static boolean holds(JsonNode status, String condition) {
    return status
        .path("conditions")
        .valueStream()
        .anyMatch(one ->
            one.path("type").asString("").equals(condition)
                && one.path("status").asString("").equals("True"));
  }
}
