package dev.hexad.orchestrator.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.gate.Gate;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateRuleTests {
  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z"); // a Monday
  private static final GateFacts QUIET = new GateFacts(NOW, List.of(), null, List.of());

  private static Gate gate(String uses, Map<String, ?> with) {
    return Gate.of(uses, Json.tree(with));
  }

  private static GateAnswer look(Gate gate, AtGate at, GateFacts facts) {
    return GateRule.of(gate, at, facts, "anna", Map.of("change", Map.of(), "stages", Map.of()));
  }

  private static GateAnswer look(String uses, Map<String, ?> with, GateFacts facts) {
    return look(gate(uses, with), AtGate.reached(NOW.minusSeconds(600)), facts);
  }

  private static Decision says(String by, boolean approved) {
    return new Decision("token:" + by, approved, null, null, null, NOW);
  }

  private static AtGate decided(Decision... decisions) {
    AtGate at = AtGate.reached(NOW);
    for (Decision decision : decisions) {
      at = at.decided(decision);
    }
    return at;
  }

  private static GateFacts firing(boolean own, String severity, @Nullable String environment) {
    return new GateFacts(
        NOW,
        List.of(new GateFacts.Alert(Ids.derived("a"), own, environment, severity, "too slow")),
        NOW.minusSeconds(60),
        List.of());
  }

  @Test
  void approvalWaitsForEnoughPeopleAndCountsEachOnce() {
    Gate gate = gate("gate.approval", Map.of("approvals", 2));
    assertThat(look(gate, decided(says("bob", true), says("bob", true)), QUIET))
        .isEqualTo(new GateAnswer.Closed("1 of 2 approvals (token:bob)"));
    assertThat(look(gate, decided(says("bob", true), says("eve", true)), QUIET))
        .isInstanceOf(GateAnswer.Opened.class);
  }

  @Test
  void approvalDoesNotCountTheAuthorWhereItIsSaid() {
    Gate gate = gate("gate.approval", Map.of("authorMayApprove", false));
    assertThat(look(gate, decided(says("Anna", true)), QUIET))
        .isInstanceOf(GateAnswer.Closed.class);
    assertThat(GateRule.check((Gate.Approval) gate, says("anna", true), "Anna")).hasSize(1);
    assertThat(GateRule.check((Gate.Approval) gate, says("anna", false), "Anna")).isEmpty();
  }

  @Test
  void whoOnlyAGitHostKnowsMustBeNamed() {
    var open = (Gate.Approval) gate("gate.approval", Map.of());
    var named = (Gate.Approval) gate("gate.approval", Map.of("approvers", List.of("github:bob")));
    var all =
        (Gate.Approval)
            gate(
                "gate.approval",
                Map.of("approvers", List.of("github:*"), "authorMayApprove", false));
    var bob = new Decision("github:bob", true, null, null, null, NOW);
    assertThat(GateRule.check(open, bob, "anna").getFirst().message()).contains("decide in Hexad");
    assertThat(GateRule.check(named, bob, "anna")).isEmpty();
    assertThat(GateRule.check(all, bob, "anna")).isEmpty();
    assertThat(GateRule.check(all, bob, "Bob").getFirst().message()).contains("author");
    var people = (Gate.Approval) gate("gate.approval", Map.of("approvers", List.of("bob")));
    assertThat(GateRule.check(people, bob, "anna")).hasSize(1);
    var elsewhere = new Decision("gitlab:bob", true, null, null, null, NOW);
    assertThat(GateRule.check(all, elsewhere, "anna")).hasSize(1);
  }

  @Test
  void oneRejectionIsEnough() {
    Gate gate = gate("gate.approval", Map.of("approvals", 2));
    assertThat(look(gate, decided(says("bob", true), says("eve", false)), QUIET))
        .isInstanceOf(GateAnswer.Refused.class);
  }

  @Test
  void whoChangesTheirMindIsHeardAgain() {
    Gate gate = gate("gate.approval", Map.of());
    assertThat(look(gate, decided(says("bob", false), says("bob", true)), QUIET))
        .isInstanceOf(GateAnswer.Opened.class);
  }

  @Test
  void approvalAsksForTypedInput() {
    var schema =
        Map.of(
            "type",
            "object",
            "required",
            List.of("size"),
            "properties",
            Map.of("size", Map.of("type", "integer", "maximum", 5)));
    var gate = (Gate.Approval) gate("gate.approval", Map.of("input", schema));
    var tooLarge = new Decision("token:bob", true, null, Json.tree(Map.of("size", 9)), null, NOW);
    var good = new Decision("token:bob", true, null, Json.tree(Map.of("size", 3)), null, NOW);
    assertThat(GateRule.check(gate, tooLarge, null).getFirst().where()).isEqualTo("/size");
    assertThat(GateRule.check(gate, says("bob", true), null)).isNotEmpty();
    assertThat(GateRule.check(gate, good, null)).isEmpty();
    var opened = (GateAnswer.Opened) look(gate, decided(good), QUIET);
    assertThat(opened.result().at("/input/size").intValue()).isEqualTo(3);
  }

  @Test
  void approvalIsForOneSubjectOnly() {
    var gate = (Gate.Approval) gate("gate.approval", Map.of("subject", "sha256:1"));
    assertThat(GateRule.check(gate, says("bob", true), null).getFirst().where())
        .isEqualTo("/subject");
  }

  @Test
  void onlyTheNamedMayDecide() {
    var gate = (Gate.Approval) gate("gate.approval", Map.of("approvers", List.of("bob")));
    assertThat(GateRule.check(gate, says("eve", true), null)).hasSize(1);
    assertThat(GateRule.check(gate, says("bob", true), null)).isEmpty();
  }

  @Test
  void windowSaysWhenItOpens() {
    var evenings = List.of(Map.of("from", "18:00", "to", "20:00"));
    assertThat(look("gate.window", Map.of("windows", evenings), QUIET))
        .isEqualTo(
            new GateAnswer.Closed(
                "outside its windows; the next one opens at 2026-01-05T18:00:00Z",
                Instant.parse("2026-01-05T18:00:00Z")));
    var freeze = List.of(Map.of("from", "2026-01-01T00:00:00Z", "to", "2026-01-06T00:00:00Z"));
    var all = List.of(Map.of("from", "00:00", "to", "00:00"));
    assertThat(look("gate.window", Map.of("windows", all, "freezes", freeze), QUIET))
        .isInstanceOf(GateAnswer.Closed.class);
    assertThat(look("gate.window", Map.of("windows", all), QUIET))
        .isInstanceOf(GateAnswer.Opened.class);
  }

  @Test
  void soakCountsAnewAfterAnAlert() {
    var quietSince = new GateFacts(NOW, List.of(), NOW.minusSeconds(60), List.of());
    assertThat(look("gate.soak", Map.of("seconds", 300), QUIET))
        .isInstanceOf(GateAnswer.Opened.class);
    assertThat(look("gate.soak", Map.of("seconds", 300), quietSince))
        .isEqualTo(
            new GateAnswer.Closed("soaks until " + NOW.plusSeconds(240), NOW.plusSeconds(240)));
    assertThat(look("gate.soak", Map.of("seconds", 300, "ignoreAlerts", true), quietSince))
        .isInstanceOf(GateAnswer.Opened.class);
  }

  @Test
  void alertsOfDependenciesCountUnlessSaidOtherwise() {
    GateFacts facts = firing(false, "page", null);
    assertThat(look("gate.alerts", Map.of(), facts))
        .isEqualTo(new GateAnswer.Closed("firing: too slow"));
    assertThat(look("gate.alerts", Map.of("dependencies", false), facts))
        .isInstanceOf(GateAnswer.Opened.class);
    assertThat(look("gate.alerts", Map.of("severities", List.of("ticket")), facts))
        .isInstanceOf(GateAnswer.Opened.class);
    assertThat(
            look(
                "gate.alerts",
                Map.of("environment", "staging"),
                firing(true, "page", "production")))
        .isInstanceOf(GateAnswer.Opened.class);
  }

  @Test
  void budgetThatIsSpentOrUnknownKeepsItClosed() {
    var spent =
        new GateFacts(
            NOW, List.of(), null, List.of(new GateFacts.Budget("availability", null, 0.1, 2.5)));
    assertThat(look("gate.budget", Map.of("remaining", 0.2), spent))
        .isEqualTo(new GateAnswer.Closed("availability has 10 % left and burns at 2.5"));
    assertThat(look("gate.budget", Map.of("remaining", 0.05), spent))
        .isInstanceOf(GateAnswer.Opened.class);
    assertThat(look("gate.budget", Map.of("remaining", 0.05, "burnRate", 1), spent))
        .isInstanceOf(GateAnswer.Closed.class);
    assertThat(look("gate.budget", Map.of("remaining", 0.2), QUIET))
        .isInstanceOf(GateAnswer.Closed.class);
    assertThat(look("gate.budget", Map.of("remaining", 0.2, "unknown", "pass"), QUIET))
        .isInstanceOf(GateAnswer.Opened.class);
  }

  @Test
  void costBeyondTheLimitIsRefused() {
    assertThat(look("gate.cost", Map.of("limit", "100", "delta", "100.00"), QUIET))
        .isInstanceOf(GateAnswer.Opened.class);
    assertThat(look("gate.cost", Map.of("limit", "100", "delta", "100.01"), QUIET))
        .isInstanceOf(GateAnswer.Refused.class);
    assertThat(look("gate.cost", Map.of("limit", "100"), QUIET))
        .isInstanceOf(GateAnswer.Refused.class);
  }

  @Test
  void policyReadsFacts() {
    var rule = Map.of("rule", "facts.weekday != 'FRIDAY' && size(facts.alerts) == 0");
    assertThat(look("gate.policy", rule, QUIET)).isInstanceOf(GateAnswer.Opened.class);
    assertThat(look("gate.policy", rule, firing(true, "page", null)))
        .isInstanceOf(GateAnswer.Refused.class);
    var patient = Map.of("rule", "size(facts.alerts) == 0", "patient", true);
    assertThat(look("gate.policy", patient, firing(true, "page", null)))
        .isInstanceOf(GateAnswer.Closed.class);
  }

  @Test
  void wrongParametersSayWhatIsWrong() {
    assertThatThrownBy(() -> gate("gate.aproval", Map.of()))
        .hasMessageContaining("gates are gate.approval");
    assertThatThrownBy(() -> gate("gate.approval", Map.of("authorMayAprove", false)))
        .hasMessageContaining("authorMayAprove");
    assertThatThrownBy(() -> gate("gate.soak", Map.of("seconds", 0)))
        .hasMessageContaining("'seconds' must be at least 1");
    assertThatThrownBy(() -> gate("gate.policy", Map.of("rule", "nonsense(")))
        .hasMessageContaining("is not a condition");
  }
}
