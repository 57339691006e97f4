package dev.hexad.cloud.audit;

import dev.hexad.cloud.search.Resource;
import dev.hexad.contracts.expression.Condition;
import dev.hexad.contracts.message.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What checks read of a resource. */
final class Facts {
  private static final List<String> USES = List.of("LastUsed", "PasswordLastUsed");

  private Facts() {}

  static Map<String, Object> of(Resource resource, JsonNode raw, Instant now) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("type", resource.type());
    facts.put("id", resource.id());
    facts.put("name", resource.name());
    facts.put("account", resource.account());
    facts.put("region", resource.region());
    facts.put("state", resource.state());
    facts.put("owner", resource.owner() == null ? "" : resource.owner());
    facts.put("tags", Condition.value(resource.tags()));
    long age = days(resource.createdAt(), now);
    facts.put("age_days", age);
    facts.put("idle_days", idle(raw, now, age));
    return Map.of("resource", facts, "raw", Condition.value(raw));
  }

  /** What was never used is idle since it is there. */
  private static long idle(JsonNode raw, Instant now, long age) {
    for (String field : USES) {
      JsonNode used = raw.get(field);
      if (used != null && used.isString()) {
        return days(Instant.parse(used.stringValue()), now);
      }
    }
    return age;
  }

  private static long days(@Nullable Instant since, Instant now) {
    return since == null ? 0 : Duration.between(since, now).toDays();
  }

  /** The fields that show it. */
  static ObjectNode evidence(Check check, JsonNode raw) {
    ObjectNode evidence = Json.mapper().createObjectNode();
    for (String field : check.evidence()) {
      JsonNode value = raw.get(field);
      if (value != null) {
        evidence.set(field, value);
      }
    }
    return evidence;
  }
}
