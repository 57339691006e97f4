package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.settings.HealthRule;
import dev.hexad.cd.target.Health;
import dev.hexad.contracts.expression.Condition;
import dev.hexad.contracts.expression.Condition.ConditionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rules of the agent's configuration, by kind: {@code argoproj.io/Rollout}. */
final class CustomRules {
  static final CustomRules NONE = new CustomRules(Map.of());

  private final Map<String, Compiled> rules = new LinkedHashMap<>();

  CustomRules(Map<String, HealthRule> given) {
    given.forEach((kind, rule) -> rules.put(kind, Compiled.of(rule)));
  }

  private record Compiled(
      @Nullable Condition degraded,
      @Nullable Condition suspended,
      @Nullable Condition healthy,
      String message) {
    static Compiled of(HealthRule rule) {
      return new Compiled(
          compile(rule.degraded()),
          compile(rule.suspended()),
          compile(rule.healthy()),
          rule.message() == null ? "/status/message" : rule.message());
    }

    private static @Nullable Condition compile(@Nullable String text) {
      return text == null ? null : HealthRule.compile(text);
    }

    HealthRules.Verdict of(JsonNode object) {
      Map<String, ?> variables = Map.of(HealthRule.VARIABLE, plain(object));
      String said = object.at(message).asString("");
      try {
        if (degraded != null && degraded.holds(variables)) {
          return HealthRules.Verdict.degraded(said.isEmpty() ? "is degraded" : said);
        }
        if (suspended != null && suspended.holds(variables)) {
          return new HealthRules.Verdict(Health.SUSPENDED, said.isEmpty() ? "is suspended" : said);
        }
        if (healthy != null && healthy.holds(variables)) {
          return HealthRules.Verdict.HEALTHY;
        }
        return HealthRules.Verdict.progressing(said.isEmpty() ? "is not healthy yet" : said);
      } catch (ConditionException e) {
        return new HealthRules.Verdict(Health.UNKNOWN, "its health rule: " + e.getMessage());
      }
    }
  }

  Optional<HealthRules.Verdict> of(JsonNode object) {
    String version = object.path("apiVersion").asString("");
    int slash = version.indexOf('/');
    String kind = object.path("kind").asString("");
    Compiled rule = rules.get(slash < 0 ? kind : version.substring(0, slash) + "/" + kind);
    return Optional.ofNullable(rule).map(found -> found.of(object));
  }

  /** As CEL reads values: whole numbers are longs. */
  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      var map = new LinkedHashMap<String, Object>();
      node.forEachEntry((key, value) -> {
        if (!value.isNull()) {
          map.put(key, plain(value));
        }
      });
      return map;
    }
    if (node.isArray()) {
      return List.copyOf(node.valueStream().map(CustomRules::plain).toList());
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    if (node.isIntegralNumber()) {
      return node.asLong();
    }
    return node.isNumber() ? (Object) node.asDouble() : node.asString("");
  }
}
