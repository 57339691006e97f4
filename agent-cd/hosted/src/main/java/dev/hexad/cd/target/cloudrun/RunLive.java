package dev.hexad.cd.target.cloudrun;

import dev.hexad.contracts.message.Json;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The part of a live service that a deployment says anything of. */
final class RunLive {
  private RunLive() {}

  /** What is wanted, in the shape that both sides are compared in. */
  static ObjectNode wanted(RunPlan plan) {
    ObjectNode node = plan.service().deepCopy();
    node.remove("annotations");
    if (node.get("template") instanceof ObjectNode template) {
      template.remove("annotations");
      template.remove("labels");
    }
    node.set("traffic", Json.tree(shares(plan.traffic())));
    return node;
  }

  static JsonNode of(RunService place, JsonNode live, RunPlan plan) {
    ObjectNode wanted = wanted(plan);
    Map<String, Integer> shares = shares(live.path("traffic"));
    String revision = plan.scope().revision();
    if (!shares.containsKey(revision)) {
      revision =
          shares.entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey)
              .orElse("");
    }
    ObjectNode node = (ObjectNode) part(live, wanted);
    node.remove("template");
    place
        .revision(revision)
        .ifPresent(found -> node.set("template", part(found, wanted.path("template"))));
    // While a canary has a share, that is not drift.
    boolean canary = !RunService.mark(live, RunService.CANARY).isEmpty();
    node.set("traffic", canary ? wanted.get("traffic") : Json.tree(shares));
    JsonNode manual = live.at("/scaling/manualInstanceCount");
    if (!manual.isMissingNode()) {
      node.withObject("/scaling").set("manualInstanceCount", manual);
    }
    return node;
  }

  /** Share by revision; what goes to the latest one, whichever that is, is named so. */
  static Map<String, Integer> shares(JsonNode traffic) {
    Map<String, Integer> shares = new TreeMap<>();
    traffic.forEach(one -> {
      int percent = one.path("percent").asInt(0);
      if (percent > 0) {
        shares.merge(one.path("revision").asString("latest"), percent, Integer::sum);
      }
    });
    return shares;
  }

  private static JsonNode part(JsonNode live, JsonNode wanted) {
    if (live.isObject() && wanted.isObject()) {
      ObjectNode part = Json.mapper().createObjectNode();
      wanted.forEachEntry((name, value) -> {
        if (live.has(name)) {
          part.set(name, part(live.get(name), value));
        }
      });
      return part;
    }
    if (live.isArray() && wanted.isArray()) {
      ArrayNode part = Json.mapper().createArrayNode();
      for (int i = 0; i < live.size(); i++) {
        part.add(part(live.get(i), wanted.path(i)));
      }
      return part;
    }
    return live;
  }
}
