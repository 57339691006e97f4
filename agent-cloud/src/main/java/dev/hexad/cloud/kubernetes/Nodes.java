package dev.hexad.cloud.kubernetes;

import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import dev.hexad.contracts.message.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Acts on nodes and on the pods there. */
final class Nodes {
  private Nodes() {}

  static Sight cordon(ClusterApi api, ActionTarget target, boolean closed) {
    String path = Workloads.path(target);
    boolean now = api.get(path).at("/spec/unschedulable").asBoolean(false);
    if (now == closed) {
      return Sight.alreadyDone(word(now));
    }
    ObjectNode patch = Json.mapper().createObjectNode();
    patch.putObject("spec").put("unschedulable", closed);
    return new Sight(
        false,
        word(now),
        word(closed),
        new Inverse(closed ? "uncordon" : "cordon", new Nothing()),
        () -> api.patch(path, patch));
  }

  private static String word(boolean closed) {
    return closed ? "cordoned" : "open";
  }

  static Sight deletePod(ClusterApi api, ActionTarget target, Nothing none) {
    String path = Workloads.path(target);
    JsonNode pod = api.find(path);
    if (pod == null
        || pod.at("/metadata").has("deletionTimestamp")
        || !pod.at("/metadata/uid").asString("").equals(target.id())) {
      return Sight.alreadyDone("deleted");
    }
    return new Sight(
        false,
        pod.at("/status/phase").asString("there"),
        "deleted",
        null,
        () -> api.delete(path, target.id()));
  }
}
