package dev.hexad.cd.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cd.settings.Gates;
import dev.hexad.contracts.message.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateCheckTests {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static Gates gates(String json) {
    return Json.read(json.replace('\'', '"'), Gates.class);
  }

  private static GateFacts facts(GateFacts.@Nullable Before before, Decision... decisions) {
    return new GateFacts(NOW, null, before, "Ada", List.of(decisions), List.of(), 0, List.of());
  }

  private static GateFacts.Before stable(Duration ago, @Nullable Duration wellFor) {
    return new GateFacts.Before(
        4, true, NOW.minus(ago), wellFor != null, wellFor == null ? null : NOW.minus(wellFor));
  }

  private static Decision decision(String subject, boolean approved) {
    return new Decision("hash", subject, approved, approved ? null : "not today", NOW);
  }

  private static Gate only(Gates gates, GateFacts facts) {
    assertThat(GateCheck.of(gates, facts)).hasSize(1);
    return GateCheck.of(gates, facts).getFirst();
  }

  @Test
  void nothingIsAskedWhereNothingIsSet() {
    Gates none = gates("{}");
    assertThat(none.any()).isFalse();
    assertThat(GateCheck.of(none, facts(null))).isEmpty();
  }

  @Test
  void theImageMustHaveBeenStableBefore() {
    Gates gates = gates("{'after': 'staging'}");
    assertThat(only(gates, facts(null)).open()).isFalse();
    assertThat(only(gates, facts(null)).detail()).contains("not stable in 'staging' yet");
    assertThat(only(gates, facts(stable(Duration.ofSeconds(1), null))).open()).isTrue();
  }

  @Test
  void soakingCountsFromWhenItBecameWell() {
    Gates gates = gates("{'after': 'staging', 'soakMinutes': 30}");
    Gate gate =
        GateCheck.of(gates, facts(stable(Duration.ofHours(2), Duration.ofMinutes(10)))).getLast();
    assertThat(gate.kind()).isEqualTo(Gate.Kind.SOAK);
    assertThat(gate.open()).isFalse();
    assertThat(gate.detail()).contains("20 min to go");
    assertThat(
            GateCheck.of(gates, facts(stable(Duration.ofMinutes(31), Duration.ofHours(9))))
                .getLast()
                .open())
        .isTrue();
    assertThat(GateCheck.of(gates, facts(stable(Duration.ofHours(2), null))).getLast().open())
        .isFalse();
    var replaced = new GateFacts.Before(4, false, NOW.minus(Duration.ofHours(2)), true, null);
    assertThat(GateCheck.of(gates, facts(replaced)).getLast().open()).isFalse();
  }

  @Test
  void theAuthorAloneIsNotEnoughWhereThatIsSet() {
    Gates gates = gates("{'approvals': 1, 'authorMayApprove': false}");
    assertThat(only(gates, facts(null, decision("token:ada", true))).open()).isFalse();
    assertThat(only(gates, facts(null, decision("token:ada", true), decision("token:bo", true))))
        .satisfies(gate -> assertThat(gate.open()).isTrue())
        .satisfies(gate -> assertThat(gate.detail()).isEqualTo("1 of 1 approvals (token:bo)"));
    Gates lenient = gates("{'approvals': 1}");
    assertThat(only(lenient, facts(null, decision("token:ada", true))).open()).isTrue();
  }

  @Test
  void onlyThoseWhoAreAskedCount() {
    Gates gates = gates("{'approvals': 2, 'approvers': ['bo', 'cy', 'di']}");
    Gate gate =
        only(
            gates,
            facts(
                null,
                decision("token:bo", true),
                decision("token:eve", true),
                decision("token:eve2", false)));
    assertThat(gate.open()).isFalse();
    assertThat(gate.detail()).isEqualTo("1 of 2 approvals (token:bo)");
  }

  @Test
  void oneNoIsEnough() {
    Gates gates = gates("{'approvals': 1}");
    Gate gate = only(gates, facts(null, decision("token:bo", true), decision("token:cy", false)));
    assertThat(gate.open()).isFalse();
    assertThat(gate.detail()).isEqualTo("rejected by token:cy: not today");
  }

  @Test
  void alertsAndDriftAreNamed() {
    Gates gates = gates("{'noAlerts': true, 'noDrift': true}");
    var facts =
        new GateFacts(
            NOW,
            "frozen until noon",
            null,
            null,
            List.of(),
            List.of("Errors in shop"),
            3,
            List.of());
    assertThat(GateCheck.of(gates, facts))
        .extracting(Gate::detail)
        .containsExactly(
            "the environment is frozen until noon",
            "firing: Errors in shop",
            "3 things differ from what was deployed");
    assertThat(GateCheck.of(gates, facts(null))).allMatch(Gate::open);
  }

  @Test
  void gatesThatCannotOpenAreRefused() {
    assertThatThrownBy(() -> gates("{'soakMinutes': 5}")).hasMessageContaining("needs 'after'");
    assertThatThrownBy(() -> gates("{'approvals': 2, 'approvers': ['bo']}"))
        .hasMessageContaining("2 approvals cannot come from 1 approvers");
    assertThatThrownBy(() -> gates("{'approvals': -1}")).hasMessageContaining("at least 0");
  }
}
