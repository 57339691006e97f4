package dev.hexad.iac.settings;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.hexad.contracts.expression.Condition;
import dev.hexad.contracts.expression.Condition.ConditionException;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A rule over a plan.
 *
 * @param name unique; one in the configuration or in the repository takes the place of a shipped
 *     one
 * @param description what it is for, shown with each finding
 * @param severity what a finding means for the apply
 * @param types resource types that it looks at; all when empty. {@code *} at the end stands for the
 *     rest
 * @param actions what is done to the resource: create, update, replace, delete; all four when empty
 * @param plan true for a rule over the plan as a whole
 * @param violation condition in CEL that is true for what must not be; reads {@code resource} and
 *     {@code plan}
 * @param owners who may let a finding pass, for example {@code token:anna}; administrators always
 *     may
 * @param enabled no when false
 * @param tests examples that show what it finds; a policy whose examples fail finds everything
 */
public record Policy(
    String name,
    String description,
    Severity severity,
    Set<String> types,
    Set<String> actions,
    @Nullable Boolean plan,
    String violation,
    Set<String> owners,
    @Nullable Boolean enabled,
    List<Example> tests) {
  public static final List<String> VARIABLES = List.of("resource", "plan");

  /** What a finding means for the apply. */
  public enum Severity {
    /** Told, and nothing more. */
    WARN,
    /** Somebody who owns the policy has to let it pass. */
    OVERRIDE,
    /** Not applied, unless an exception was made beforehand. */
    DENY
  }

  /**
   * An example.
   *
   * @param resource what the condition reads as {@code resource}; an empty one when absent
   * @param plan what it reads as {@code plan}; an empty one when absent
   * @param violates what the answer must be
   */
  public record Example(
      String name, @Nullable JsonNode resource, @Nullable JsonNode plan, boolean violates) {}

  public Policy {
    if (name == null || !name.matches("[a-z][a-z0-9-]{0,59}")) {
      throw new IllegalArgumentException(
          "the policy '" + name + "' must be named by 1 to 60 lower case letters, digits, dashes");
    }
    if (violation == null || violation.isBlank()) {
      throw new IllegalArgumentException("the policy '" + name + "' has no 'violation'");
    }
    description = description == null ? "" : description;
    severity = severity == null ? Severity.WARN : severity;
    types = types == null ? Set.of() : Set.copyOf(types);
    actions = actions == null ? Set.of() : Set.copyOf(actions);
    owners = owners == null ? Set.of() : Set.copyOf(owners);
    tests = tests == null ? List.of() : List.copyOf(tests);
  }

  @JsonIgnore
  public boolean isEnabled() {
    return !Boolean.FALSE.equals(enabled);
  }

  @JsonIgnore
  public boolean isOverPlan() {
    return Boolean.TRUE.equals(plan);
  }

  public boolean looksAt(String type, String action) {
    boolean acts = actions.isEmpty() ? !action.equals("read") : actions.contains(action);
    return acts
        && (types.isEmpty()
            || types.contains(type)
            || types.stream()
                .anyMatch(t -> t.endsWith("*") && type.startsWith(t.substring(0, t.length() - 1))));
  }

  /**
   * The condition, ready to be asked.
   *
   * @throws HexadException that says what is wrong with it
   */
  public Condition compiled() {
    try {
      return Condition.compile(violation, VARIABLES);
    } catch (ConditionException e) {
      throw new HexadException(
          ProblemType.INVALID, "The policy '" + name + "' cannot be read: " + e.getMessage(), e);
    }
  }
}
