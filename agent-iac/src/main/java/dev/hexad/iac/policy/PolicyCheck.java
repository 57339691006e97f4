package dev.hexad.iac.policy;

import dev.hexad.contracts.expression.Condition;
import dev.hexad.contracts.expression.Condition.ConditionException;
import dev.hexad.iac.settings.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks policies about a plan; pure. */
final class PolicyCheck {
  private static final int MOST = 2_000;

  private PolicyCheck() {}

  /** A resource as policies see it: sensitive values are masked, unknown ones marked. */
  record Resource(
      String address,
      String type,
      String action,
      @Nullable JsonNode before,
      @Nullable JsonNode after) {

    Map<String, Object> variables() {
      Map<String, Object> map = new HashMap<>();
      map.put("address", address);
      map.put("type", type);
      map.put("action", action);
      map.put("before", before == null ? Map.of() : Condition.value(before));
      map.put("after", after == null ? Map.of() : Condition.value(after));
      return map;
    }
  }

  /** What all policies find. */
  static List<Finding> of(
      List<Policy> policies, List<Resource> resources, Map<String, Object> plan) {
    var found = new ArrayList<Finding>();
    Map<String, Map<String, Object>> variables = new HashMap<>();
    for (Policy policy : policies) {
      Prepared prepared = Prepared.of(policy);
      String broken = prepared.brokenExample();
      if (broken != null) {
        found.add(
            new Finding(
                policy.name(), policy.severity(), null, "its own example fails: " + broken, null));
        continue;
      }
      Condition condition = prepared.condition();
      if (policy.isOverPlan()) {
        ask(policy, condition, null, Map.of("resource", Map.of(), "plan", plan), found);
        continue;
      }
      for (Resource resource : resources) {
        if (found.size() < MOST && policy.looksAt(resource.type(), resource.action())) {
          Map<String, Object> known =
              variables.computeIfAbsent(
                  resource.address(),
                  address -> Map.of("resource", resource.variables(), "plan", plan));
          ask(policy, condition, resource.address(), known, found);
        }
      }
    }
    return found;
  }

  /** What cannot be answered counts as found: a rule with a mistake must not let things pass. */
  private static void ask(
      Policy policy,
      Condition condition,
      @Nullable String address,
      Map<String, Object> variables,
      List<Finding> found) {
    try {
      if (condition.holds(variables)) {
        found.add(finding(policy, address, policy.description()));
      }
    } catch (ConditionException e) {
      found.add(finding(policy, address, String.valueOf(e.getMessage())));
    }
  }

  private static Finding finding(Policy policy, @Nullable String address, String message) {
    return new Finding(policy.name(), policy.severity(), address, message, null);
  }

  /** The first example whose answer is another one than it says, null when all are right. */
  static @Nullable String brokenExample(Policy policy, Condition condition) {
    for (Policy.Example example : policy.tests()) {
      Map<String, Object> variables =
          Map.of("resource", variables(example.resource()), "plan", variables(example.plan()));
      try {
        if (condition.holds(variables) != example.violates()) {
          return "'"
              + example.name()
              + "' should"
              + (example.violates() ? "" : " not")
              + " be found";
        }
      } catch (ConditionException e) {
        return "'" + example.name() + "': " + e.getMessage();
      }
    }
    return null;
  }

  private static Object variables(@Nullable JsonNode node) {
    return node == null ? Map.of() : Condition.value(node);
  }
}
