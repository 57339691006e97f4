package dev.hexad.testkit.cluster;

import dev.hexad.contracts.message.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The status of a pod as the kubelet reports it. */
final class PodStatus {
  private PodStatus() {}

  static ObjectNode unscheduled() {
    ObjectNode status = ResourceStore.object().put("phase", "Pending");
    condition(status, "PodScheduled", false)
        .put("reason", "Unschedulable")
        .put(
            "message",
            "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.");
    return status;
  }

  /** Phase and conditions follow from the containers. */
  static ObjectNode of(List<ObjectNode> containers) {
    ObjectNode status = ResourceStore.object().put("phase", phase(containers));
    status.put("podIP", "127.0.0.1").put("hostIP", "127.0.0.1");
    boolean ready = containers.stream().allMatch(one -> one.path("ready").asBoolean());
    condition(status, "PodScheduled", true);
    condition(status, "Initialized", true);
    condition(status, "ContainersReady", ready);
    condition(status, "Ready", ready);
    containers.forEach(status.withArray("/containerStatuses")::add);
    return status;
  }

  private static String phase(List<ObjectNode> containers) {
    List<JsonNode> states = containers.stream().map(one -> one.path("state")).toList();
    if (states.stream().anyMatch(PodStatus::notBegun)) {
      return "Pending";
    }
    if (states.stream().anyMatch(state -> state.has("running") || state.has("waiting"))) {
      return "Running";
    }
    return states.stream().allMatch(state -> state.at("/terminated/exitCode").asInt() == 0)
        ? "Succeeded"
        : "Failed";
  }

  private static boolean notBegun(JsonNode state) {
    return state.has("waiting")
        && !state.at("/waiting/reason").asString("").equals("CrashLoopBackOff");
  }

  private static ObjectNode condition(ObjectNode status, String type, boolean holds) {
    return status
        .withArray("/conditions")
        .addObject()
        .put("type", type)
        .put("status", holds ? "True" : "False");
  }

  static ObjectNode waiting(String reason, String message) {
    ObjectNode state = Json.mapper().createObjectNode();
    state.putObject("waiting").put("reason", reason).put("message", message);
    return state;
  }

  static ObjectNode running(String startedAt) {
    ObjectNode state = Json.mapper().createObjectNode();
    state.putObject("running").put("startedAt", startedAt);
    return state;
  }

  static ObjectNode terminated(int code, String reason, String message) {
    ObjectNode state = Json.mapper().createObjectNode();
    ObjectNode end = state.putObject("terminated").put("exitCode", code).put("reason", reason);
    if (!message.isEmpty()) {
      end.put("message", message);
    }
    return state;
  }
}
