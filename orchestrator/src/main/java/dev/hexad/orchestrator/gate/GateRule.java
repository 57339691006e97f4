package dev.hexad.orchestrator.gate;

import dev.hexad.contracts.expression.Condition.ConditionException;
import dev.hexad.contracts.gate.Gate;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.schema.Schemas;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rules of gates, without input or output. */
public final class GateRule {
  private final AtGate at;
  private final GateFacts facts;
  private final @Nullable String author;
  private final Map<String, Object> variables;

  private GateRule(
      AtGate at, GateFacts facts, @Nullable String author, Map<String, Object> variables) {
    this.at = at;
    this.facts = facts;
    this.author = author;
    this.variables = variables;
  }

  /**
   * Looks at a gate.
   *
   * @param author of the commit, null when nobody is known
   * @param variables {@code change} and {@code stages}, as conditions of stages read them
   */
  public static GateAnswer of(
      Gate gate,
      AtGate at,
      GateFacts facts,
      @Nullable String author,
      Map<String, Object> variables) {
    var rule = new GateRule(at, facts, author, variables);
    return switch (gate) {
      case Gate.Approval approval -> rule.approval(approval);
      case Gate.Open open -> rule.open(open);
      case Gate.Soak soak -> rule.soak(soak);
      case Gate.Alerts alerts -> rule.alerts(alerts);
      case Gate.Budget budget -> rule.budget(budget);
      case Gate.Cost cost -> rule.cost(cost);
      case Gate.Policy policy -> rule.policy(policy);
      case Gate.External external -> rule.external();
    };
  }

  /**
   * Why a decision cannot be taken, empty when it can.
   *
   * @return findings at the input, or one without a place
   */
  public static List<Problem.FieldError> check(
      Gate.Approval gate, Decision decision, @Nullable String author) {
    if (!decision.isAsked(gate.approvers())) {
      return List.of(
          new Problem.FieldError(
              "",
              gate.approvers().isEmpty()
                  ? "This gate names nobody of a Git host among its approvers; decide in Hexad."
                  : "Only " + String.join(", ", gate.approvers()) + " may decide here."));
    }
    if (decision.approved() && !gate.authorCounts() && decision.isFrom(author)) {
      return List.of(
          new Problem.FieldError("", "The author of the commit may not approve it here."));
    }
    if (gate.subject() != null && !gate.subject().equals(decision.subject())) {
      return List.of(
          new Problem.FieldError(
              "/subject", "Decide on '" + gate.subject() + "', which is what waits here."));
    }
    JsonNode schema = gate.input();
    return schema == null || !decision.approved()
        ? List.of()
        : Schemas.check(
            schema, decision.input() == null ? Json.mapper().createObjectNode() : decision.input());
  }

  private GateAnswer approval(Gate.Approval gate) {
    Optional<Decision> rejection =
        at.decisions().stream().filter(decision -> !decision.approved()).findFirst();
    if (rejection.isPresent()) {
      String comment = rejection.get().comment();
      return refused(
          ProblemType.REJECTED,
          "Rejected by " + rejection.get().by() + (comment == null ? "." : ": " + comment));
    }
    List<Decision> counted =
        at.decisions().stream().filter(d -> gate.authorCounts() || !d.isFrom(author)).toList();
    String who = counted.stream().map(Decision::by).collect(Collectors.joining(", "));
    if (counted.size() < gate.needed()) {
      return new GateAnswer.Closed(
          "%d of %d approvals%s"
              .formatted(counted.size(), gate.needed(), who.isEmpty() ? "" : " (" + who + ")"));
    }
    var result = new HashMap<String, Object>();
    result.put("approvedBy", counted.stream().map(Decision::by).toList());
    counted.reversed().stream()
        .map(Decision::input)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(input -> result.put("input", input));
    return opened(result);
  }

  private GateAnswer open(Gate.Open gate) {
    return gate.schedule()
        .closed(facts.now())
        .<GateAnswer>map(closed -> new GateAnswer.Closed(closed.reason(), closed.until()))
        .orElseGet(() -> opened(Map.of("openedAt", facts.now())));
  }

  private GateAnswer soak(Gate.Soak gate) {
    Instant since = at.since();
    Instant raised = facts.lastRaised();
    if (!Boolean.TRUE.equals(gate.ignoreAlerts())) {
      List<GateFacts.Alert> firing =
          facts.alerts().stream()
              .filter(GateFacts.Alert::own)
              .filter(alert -> in(gate.environment(), alert.environment()))
              .toList();
      if (!firing.isEmpty()) {
        return new GateAnswer.Closed("counts anew when this ends: " + titles(firing));
      }
      if (raised != null && raised.isAfter(since)) {
        since = raised;
      }
    }
    Instant until = since.plusSeconds(gate.seconds());
    return facts.now().isBefore(until)
        ? new GateAnswer.Closed("soaks until " + until, until)
        : opened(Map.of("soakedSince", since));
  }

  private GateAnswer alerts(Gate.Alerts gate) {
    List<GateFacts.Alert> firing =
        facts.alerts().stream()
            .filter(alert -> alert.own() || gate.withDependencies())
            .filter(alert -> in(gate.environment(), alert.environment()))
            .filter(alert ->
                gate.severities().isEmpty() || gate.severities().contains(alert.severity()))
            .toList();
    return firing.isEmpty()
        ? opened(Map.of("quietAt", facts.now()))
        : new GateAnswer.Closed("firing: " + titles(firing));
  }

  private static String titles(List<GateFacts.Alert> alerts) {
    return alerts.stream().map(GateFacts.Alert::title).distinct().collect(Collectors.joining(", "));
  }

  /** What is told for no environment holds for all. */
  private static boolean in(@Nullable String wanted, @Nullable String told) {
    return wanted == null || told == null || wanted.equals(told);
  }

  private GateAnswer budget(Gate.Budget gate) {
    List<GateFacts.Budget> told =
        facts.budgets().stream()
            .filter(b -> gate.objective() == null || gate.objective().equals(b.objective()))
            .filter(b -> in(gate.environment(), b.environment()))
            .toList();
    if (told.isEmpty()) {
      return gate.unknown() == Gate.Unknown.PASS
          ? opened(Map.of("budget", "unknown"))
          : new GateAnswer.Closed("nobody has told an error budget of it yet");
    }
    Double allowed = gate.burnRate();
    List<String> spent =
        told.stream()
            .filter(b ->
                b.remaining() < gate.remaining() || (allowed != null && b.burnRate() > allowed))
            .map(b ->
                "%s has %.0f %% left and burns at %.1f"
                    .formatted(b.objective(), 100 * b.remaining(), b.burnRate()))
            .toList();
    return spent.isEmpty()
        ? opened(Map.of("budgets", told))
        : new GateAnswer.Closed(String.join("; ", spent));
  }

  private GateAnswer cost(Gate.Cost gate) {
    if (gate.delta() == null) {
      return refused(
          ProblemType.INVALID,
          "Nothing told the cost; take 'delta' by 'inputs' from the stage that knows it.");
    }
    var delta = new BigDecimal(gate.delta());
    String money = gate.currency() == null ? "" : " " + gate.currency();
    return delta.compareTo(new BigDecimal(gate.limit())) <= 0
        ? opened(Map.of("delta", gate.delta(), "limit", gate.limit()))
        : refused(
            ProblemType.OVER_LIMIT,
            "It costs %s%s more per month, and %s%s is the limit."
                .formatted(gate.delta(), money, gate.limit(), money));
  }

  private GateAnswer policy(Gate.Policy gate) {
    var all = new HashMap<>(variables);
    all.put("facts", described());
    try {
      if (CompiledConditions.of(gate.rule(), Gate.VARIABLES).holds(all)) {
        return opened(Map.of("rule", gate.rule()));
      }
    } catch (ConditionException e) {
      return refused(ProblemType.INVALID, "The policy cannot be answered: " + e.getMessage() + ".");
    }
    String detail = gate.message() == null ? gate.rule() + " does not hold" : gate.message();
    return Boolean.TRUE.equals(gate.patient())
        ? new GateAnswer.Closed(detail)
        : refused(ProblemType.POLICY_VIOLATED, detail);
  }

  private Map<String, Object> described() {
    var now = facts.now().atZone(java.time.ZoneOffset.UTC);
    return Map.of(
        "weekday",
        now.getDayOfWeek().name(),
        "hour",
        (long) now.getHour(),
        "alerts",
        facts.alerts().stream()
            .map(a ->
                Map.of(
                    "severity",
                    a.severity(),
                    "title",
                    a.title(),
                    "own",
                    a.own(),
                    "environment",
                    Objects.requireNonNullElse(a.environment(), "")))
            .toList(),
        "budgets",
        facts.budgets().stream()
            .map(b ->
                Map.of(
                    "objective",
                    b.objective(),
                    "remaining",
                    b.remaining(),
                    "burnRate",
                    b.burnRate()))
            .toList());
  }

  private GateAnswer external() {
    AtGate.Answer answer = at.answer();
    if (answer == null) {
      return new GateAnswer.Closed("waits for the answer of the other system");
    }
    String detail = Objects.requireNonNullElse(answer.detail(), "");
    return answer.passed()
        ? opened(Map.of("detail", detail))
        : refused(
            ProblemType.REJECTED,
            "The other system says no" + (detail.isEmpty() ? "." : ": " + detail));
  }

  private static GateAnswer opened(Map<String, ?> result) {
    return new GateAnswer.Opened(Json.tree(result));
  }

  private static GateAnswer refused(ProblemType type, String detail) {
    return new GateAnswer.Refused(Problem.of(type, detail));
  }
}
