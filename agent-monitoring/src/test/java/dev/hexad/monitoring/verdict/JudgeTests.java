package dev.hexad.monitoring.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hexad.contracts.event.Verdict;
import dev.hexad.monitoring.scrape.Reading.Traffic;
import dev.hexad.monitoring.verdict.Judge.Limits;
import org.junit.jupiter.api.Test;

class JudgeTests {
  private static final Limits LIMITS = new Limits(50, 0.05);

  @Test
  void computesTheProbabilityOfTheTable() {
    // 3 of 10 against 1 of 12. All tables with the same margins: C(4,k) C(18,10-k) / C(22,10).
    // k = 3: 4 * 31824 = 127296; k = 4: 1 * 18564; C(22,10) = 646646.
    double expected = (127_296.0 + 18_564.0) / 646_646.0;
    assertThat(Judge.compare(new Traffic(10, 3), new Traffic(12, 1)))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void noErrorsAtAllAreNoDifference() {
    assertThat(Judge.compare(new Traffic(100, 0), new Traffic(200, 0))).isEqualTo(1);
    Judge.Ruling ruling = Judge.judge(new Traffic(100, 0), new Traffic(200, 0), LIMITS);
    assertThat(ruling.verdict()).isEqualTo(Verdict.PASS);
    assertThat(ruling.pValue()).isEqualTo(1);
  }

  @Test
  void comparesVeryManyRequestsToo() {
    assertThat(Judge.compare(new Traffic(5_000_000, 500_000), new Traffic(5_000_000, 50_000)))
        .isLessThan(Judge.EARLY_ALPHA);
    assertThat(Judge.compare(new Traffic(5_000_000, 50_000), new Traffic(5_000_000, 50_000)))
        .isGreaterThan(0.4);
  }

  @Test
  void failsByComparisonBelowTheLimit() {
    Judge.Ruling ruling = Judge.judge(new Traffic(500, 20), new Traffic(2000, 4), LIMITS);
    assertThat(ruling.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(ruling.reason())
        .startsWith("more errors than the stable revision: 20 of 500 requests failed (4.0 %)");
    assertThat(ruling.pValue()).isLessThan(Judge.ALPHA);
  }

  @Test
  void failsByLimitWithoutABaseline() {
    Judge.Ruling ruling = Judge.judge(new Traffic(100, 6), null, LIMITS);
    assertThat(ruling.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(ruling.reason()).contains("limit of 5.0 %").contains("6 of 100");
    assertThat(ruling.pValue()).isNull();
    assertThat(Judge.judge(new Traffic(100, 5), null, LIMITS).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void failsByLimitWhenTheBaselineSaysNothing() {
    assertThat(Judge.judge(new Traffic(100, 50), new Traffic(0, 0), LIMITS).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void doesNotBlameACanaryForErrorsThatTheBaselineHasToo() {
    assertThat(Judge.judge(new Traffic(100, 10), new Traffic(100, 12), LIMITS).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void saysWhenThereIsNotEnoughData() {
    Judge.Ruling ruling = Judge.judge(new Traffic(49, 49), new Traffic(1000, 0), LIMITS);
    assertThat(ruling.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(ruling.reason()).isEqualTo("49 requests seen, 50 needed");
  }

  @Test
  void neverPassesOnNothing() {
    var nothing = new Traffic(0, 0);
    for (int needed : new int[] {-1, 0, 1}) {
      var limits = new Limits(needed, 0.05);
      assertThat(Judge.judge(nothing, nothing, limits).verdict())
          .isEqualTo(Verdict.NOT_ENOUGH_DATA);
      assertThat(Judge.judge(nothing, null, limits).verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    }
  }
}
