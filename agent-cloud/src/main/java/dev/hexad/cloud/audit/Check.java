package dev.hexad.cloud.audit;

import dev.hexad.contracts.expression.Condition;
import dev.hexad.contracts.expression.Condition.ConditionException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A rule over single resources.
 *
 * @param id unique and stable
 * @param title how it should be
 * @param cis ids of recommendations of the CIS benchmark of the provider
 * @param violation condition in CEL that is true for what must not be; reads {@code resource} and
 *     {@code raw}
 * @param reason what can happen
 * @param remedy what to do
 * @param evidence fields of the document that show it
 * @param fix action that makes it right, null where none does
 */
record Check(
    String id,
    String title,
    List<String> cis,
    Severity severity,
    Set<String> types,
    String violation,
    String reason,
    String remedy,
    List<String> evidence,
    @Nullable Fix fix) {
  static final List<String> VARIABLES = List.of("resource", "raw");

  /** An action with its parameters. */
  record Fix(String action, JsonNode parameters) {}

  Check {
    if (id == null || !id.matches("[a-z][a-z0-9-]{2,59}")) {
      throw new IllegalArgumentException("'" + id + "' is no id of a check");
    }
    if (title == null || reason == null || remedy == null || severity == null) {
      throw new IllegalArgumentException("the check '" + id + "' is not complete");
    }
    if (types == null || types.isEmpty()) {
      throw new IllegalArgumentException("the check '" + id + "' has no types");
    }
    cis = cis == null ? List.of() : List.copyOf(cis);
    types = Set.copyOf(types);
    evidence = evidence == null ? List.of() : List.copyOf(evidence);
  }

  Condition compiled() {
    try {
      return Condition.compile(violation, VARIABLES);
    } catch (ConditionException e) {
      throw new IllegalArgumentException("the check '" + id + "': " + e.getMessage(), e);
    }
  }

  /** A check, ready to be asked. */
  record Ready(Check check, Condition condition) {
    /** What it says of a resource: null when all is well. */
    @Nullable String ask(Map<String, Object> variables) {
      try {
        return condition.holds(variables) ? check.title() + ": not so here." : null;
      } catch (ConditionException e) {
        return "It cannot be said: " + e.getMessage();
      }
    }
  }
}
