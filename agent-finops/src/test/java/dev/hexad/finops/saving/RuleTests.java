package dev.hexad.finops.saving;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTests {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);

  private static Use use(String resource, int age, int charged, Use.Meter... meters) {
    return new Use(
        resource,
        "AWS",
        "prod",
        "EC2",
        "",
        "",
        "USD",
        TODAY.minusDays(age),
        charged,
        List.of(meters));
  }

  private static Use.Meter meter(String what, String cost, String quantity) {
    return new Use.Meter(what, new BigDecimal(cost), new BigDecimal(quantity));
  }

  private static List<Rule> found(Use use) {
    return Arrays.stream(Rule.values()).filter(rule -> rule.judge(use, TODAY).isPresent()).toList();
  }

  @Test
  void aYoungSnapshotIsNoWaste() {
    assertThat(found(use("snap-1", 89, 30, meter("snapshot storage", "5", "10")))).isEmpty();
    assertThat(found(use("snap-1", 90, 30, meter("snapshot storage", "5", "10"))))
        .containsExactly(Rule.OLD_SNAPSHOT);
  }

  @Test
  void aBalancerWithTrafficIsNoWaste() {
    Use.Meter hours = meter("LoadBalancer hour", "16", "720");
    assertThat(found(use("lb", 200, 30, hours))).containsExactly(Rule.IDLE_LOAD_BALANCER);
    assertThat(found(use("lb", 200, 30, hours, meter("LCU", "0", "1")))).isEmpty();
    assertThat(found(use("lb", 200, 12, hours))).isEmpty();
  }

  @Test
  void onlyTheIdlePartOfAnAddressIsSaved() {
    Use use =
        use(
            "eip",
            20,
            30,
            meter("In-use public IPv4 address", "2", "400"),
            meter("Idle public IPv4 address", "1.5", "300"));
    assertThat(Rule.IDLE_ADDRESS.judge(use, TODAY).orElseThrow().monthly())
        .isEqualByComparingTo("1.5");
  }

  @Test
  void nothingIsPromisedOfWhatWasPaidBack() {
    assertThat(found(use("vol", 20, 30, meter("gp2 volume", "0", "10")))).isEmpty();
    assertThat(found(use("vol", 20, 30, meter("gp2 volume", "-3", "10")))).isEmpty();
  }

  @Test
  void aNewerVolumeTypeSavesAFifth() {
    assertThat(
            Rule.OLD_VOLUME_TYPE
                .judge(use("vol", 20, 30, meter("gp2 volume", "10", "100")), TODAY)
                .orElseThrow()
                .monthly())
        .isEqualByComparingTo("2");
  }
}
