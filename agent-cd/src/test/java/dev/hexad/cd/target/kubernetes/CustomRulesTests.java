package dev.hexad.cd.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cd.settings.HealthRule;
import dev.hexad.cd.target.Health;
import dev.hexad.contracts.message.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomRulesTests {
  private static final HealthRules RULES =
      new HealthRules(
          new CustomRules(
              Map.of(
                  "argoproj.io/Rollout",
                  new HealthRule(
                      "object.status.phase == 'Degraded'",
                      "object.spec.paused",
                      "object.status.phase == 'Healthy' && object.status.replicas >= 1",
                      null))));

  private static HealthRules.Verdict of(String phase, int replicas, boolean paused) {
    return RULES.of(
        Json.tree(
            Map.of(
                "apiVersion",
                "argoproj.io/v1alpha1",
                "kind",
                "Rollout",
                "spec",
                Map.of("paused", paused),
                "status",
                Map.of("phase", phase, "replicas", replicas, "message", "says so"))));
  }

  @ParameterizedTest
  @CsvSource({
    "Degraded, 1, true, DEGRADED",
    "Healthy, 1, true, SUSPENDED",
    "Healthy, 1, false, HEALTHY",
    "Healthy, 0, false, PROGRESSING"
  })
  void theFirstConditionThatHoldsWins(String phase, int replicas, boolean paused, Health expected) {
    assertThat(of(phase, replicas, paused).health()).isEqualTo(expected);
  }

  @Test
  void saysWhenARuleCannotBeAnswered() {
    HealthRules.Verdict verdict =
        RULES.of(Json.tree(Map.of("apiVersion", "argoproj.io/v1", "kind", "Rollout")));
    assertThat(verdict.health()).isEqualTo(Health.UNKNOWN);
    assertThat(verdict.message()).contains("status");
  }

  @Test
  void refusesWhatIsNoRule() {
    assertThatThrownBy(() -> new HealthRule(null, null, "object.", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a condition");
    assertThatThrownBy(() -> new HealthRule("true", null, null, null))
        .hasMessageContaining("needs 'healthy'");
  }
}
