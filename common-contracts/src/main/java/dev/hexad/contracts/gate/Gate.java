package dev.hexad.contracts.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hexad.contracts.expression.Condition;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.schedule.Freeze;
import dev.hexad.contracts.schedule.Schedule;
import dev.hexad.contracts.schedule.Window;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;

/**
 * A stage that does nothing and waits until something holds. Written as a stage whose {@code uses}
 * starts with {@code gate.}; what stands below {@code with} gives the components.
 */
public sealed interface Gate {
  /** What {@code uses} of a gate starts with. */
  String PREFIX = "gate.";

  /** What the condition of {@code gate.policy} can read. */
  List<String> VARIABLES = List.of("change", "stages", "facts");

  /** The word after {@code gate.}. */
  default String kind() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /**
   * People say yes.
   *
   * @param approvals how many, 1 when absent
   * @param approvers who may; everybody with the scope {@code runs:approve} when empty
   * @param authorMayApprove whether the author of the commit counts among them; yes when absent
   * @param input JSON Schema of what they are asked for, null for nothing
   * @param subject what is approved, as a hash; decisions for another one are not taken
   * @param plan whether the subject is the hash of what the stages before have found
   */
  record Approval(
      @Nullable Integer approvals,
      Set<String> approvers,
      @Nullable Boolean authorMayApprove,
      @Nullable JsonNode input,
      @Nullable String message,
      @Nullable String subject,
      @Nullable Boolean plan)
      implements Gate {
    public Approval {
      approvers = approvers == null ? Set.of() : Set.copyOf(approvers);
      if (approvals != null && approvals < 1) {
        throw new IllegalArgumentException("'approvals' must be at least 1");
      }
      if (approvals != null && !approvers.isEmpty() && approvals > approvers.size()) {
        throw new IllegalArgumentException(
            approvals + " approvals cannot come from " + approvers.size() + " approvers");
      }
    }

    public int needed() {
      return approvals == null ? 1 : approvals;
    }

    public boolean authorCounts() {
      return !Boolean.FALSE.equals(authorMayApprove);
    }

    /** Whether what the stages before have found is approved, and nothing else. */
    public boolean forPlan() {
      return Boolean.TRUE.equals(plan);
    }

    /** The same gate about this subject. */
    public Approval about(String hash) {
      return new Approval(approvals, approvers, authorMayApprove, input, message, hash, plan);
    }
  }

  /** A window is open and no freeze holds. */
  record Open(List<Window> windows, List<Freeze> freezes) implements Gate {
    public Open {
      windows = windows == null ? List.of() : List.copyOf(windows);
      freezes = freezes == null ? List.of() : List.copyOf(freezes);
      if (windows.isEmpty() && freezes.isEmpty()) {
        throw new IllegalArgumentException("name 'windows', 'freezes' or both");
      }
    }

    public Schedule schedule() {
      return new Schedule(windows, freezes);
    }

    @Override
    public String kind() {
      return "window";
    }
  }

  /**
   * Time passes without an alert of the application.
   *
   * @param seconds counted anew when an alert was raised meanwhile
   * @param environment only alerts of it count; all when absent
   * @param ignoreAlerts whether only time counts
   */
  record Soak(int seconds, @Nullable String environment, @Nullable Boolean ignoreAlerts)
      implements Gate {
    public Soak {
      if (seconds < 1) {
        throw new IllegalArgumentException("'seconds' must be at least 1");
      }
    }
  }

  /**
   * No alert fires for the application.
   *
   * @param severities that count; all when empty
   * @param environment only alerts of it count; all when absent
   * @param dependencies whether alerts of what the application depends on count; yes when absent
   */
  record Alerts(
      Set<String> severities, @Nullable String environment, @Nullable Boolean dependencies)
      implements Gate {
    public Alerts {
      severities = severities == null ? Set.of() : Set.copyOf(severities);
    }

    public boolean withDependencies() {
      return !Boolean.FALSE.equals(dependencies);
    }
  }

  /**
   * Enough of the error budget is left.
   *
   * @param objective name of the service level objective; all of the application when absent
   * @param remaining the least share of the budget that must be left, 0 to 1
   * @param burnRate the highest burn rate that is allowed; any when absent
   * @param unknown whether it opens when nobody has told a budget; no when absent
   */
  record Budget(
      @Nullable String objective,
      double remaining,
      @Nullable Double burnRate,
      @Nullable String environment,
      @Nullable Unknown unknown)
      implements Gate {
    public Budget {
      if (!(remaining >= 0 && remaining <= 1)) {
        throw new IllegalArgumentException("'remaining' must lie between 0 and 1");
      }
    }
  }

  /** What to do without knowledge. */
  enum Unknown {
    @JsonProperty("wait")
    WAIT,
    @JsonProperty("pass")
    PASS
  }

  /**
   * A change of the monthly cost stays below a limit.
   *
   * @param limit decimal, in the currency; the largest increase per month that is let through
   * @param currency ISO 4217
   * @param delta decimal, usually taken by {@code inputs} from the result of a plan
   */
  record Cost(String limit, @Nullable String currency, @Nullable String delta) implements Gate {
    public Cost {
      number("limit", limit);
      if (delta != null) {
        number("delta", delta);
      }
    }

    private static void number(String name, String text) {
      try {
        new BigDecimal(text);
      } catch (NumberFormatException | NullPointerException e) {
        throw new IllegalArgumentException("'" + name + "' is no decimal number", e);
      }
    }
  }

  /**
   * A condition holds.
   *
   * @param rule CEL over {@code change}, {@code stages} and {@code facts}
   * @param patient whether it waits until the rule holds; the stage fails at once when absent
   */
  record Policy(String rule, @Nullable String message, @Nullable Boolean patient) implements Gate {
    public Policy {
      try {
        Condition.compile(rule, VARIABLES);
      } catch (Condition.ConditionException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
  }

  /**
   * Another system says yes, in an answer that it signs.
   *
   * @param url what is asked, by POST
   * @param secret name of the secret that signs question and answer
   */
  record External(String url, String secret, @Nullable String message) implements Gate {
    public External {
      if (url == null || !url.matches("https?://.+")) {
        throw new IllegalArgumentException("'url' must start with http:// or https://");
      }
      if (secret == null || secret.isBlank()) {
        throw new IllegalArgumentException("'secret' names the secret that signs");
      }
    }
  }

  /** Whether a stage is a gate. */
  static boolean is(String uses) {
    return uses.startsWith(PREFIX);
  }

  /**
   * The gate of a stage.
   *
   * @throws IllegalArgumentException when there is no such gate or its parameters are wrong; the
   *     message is for people
   */
  static Gate of(String uses, JsonNode with) {
    Class<? extends Gate> type =
        switch (uses) {
          case "gate.approval" -> Approval.class;
          case "gate.window" -> Open.class;
          case "gate.soak" -> Soak.class;
          case "gate.alerts" -> Alerts.class;
          case "gate.budget" -> Budget.class;
          case "gate.cost" -> Cost.class;
          case "gate.policy" -> Policy.class;
          case "gate.external" -> External.class;
          default ->
              throw new IllegalArgumentException(
                  "there is no '"
                      + uses
                      + "'; gates are gate.approval, gate.window, gate.soak, gate.alerts,"
                      + " gate.budget, gate.cost, gate.policy and gate.external");
        };
    try {
      return Json.mapper()
          .readerFor(type)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .readValue(with);
    } catch (JacksonException e) {
      Throwable cause = e.getCause();
      throw new IllegalArgumentException(
          cause instanceof IllegalArgumentException && cause.getMessage() != null
              ? cause.getMessage()
              : e.getOriginalMessage(),
          e);
    }
  }
}
