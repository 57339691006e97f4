package dev.hexad.monitoring.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hexad.contracts.command.VerifyParameters.Criterion;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.monitoring.metrics.Histogram;
import dev.hexad.monitoring.metrics.Observed;
import dev.hexad.monitoring.metrics.Observed.Flaws;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTests {
  private static final Limits LIMITS = new Limits(50, 0.05, Limits.Latency.OPTIONAL);
  private static final Flaws NO_LATENCY = new Flaws("", "", "it shows no histogram");

  private static Observed seen(long requests, long errors) {
    return new Observed(requests, errors, Histogram.NONE, NO_LATENCY);
  }

  private static Ruling judge(Observed candidate, @Nullable Observed baseline) {
    return Judge.judge(candidate, baseline, LIMITS);
  }

  private static Criterion errors(Ruling ruling) {
    return ruling.criteria().getFirst();
  }

  @Test
  void computesTheProbabilityOfTheTable() {
    // 3 of 10 against 1 of 12. All tables with the same margins: C(4,k) C(18,10-k) / C(22,10).
    // k = 3: 4 * 31824 = 127296; k = 4: 1 * 18564; C(22,10) = 646646.
    double expected = (127_296.0 + 18_564.0) / 646_646.0;
    assertThat(ErrorJudge.compare(seen(10, 3), seen(12, 1))).isCloseTo(expected, within(1e-12));
  }

  @Test
  void noErrorsAtAllAreNoDifference() {
    Ruling ruling = judge(seen(100, 0), seen(200, 0));
    assertThat(ruling.verdict()).isEqualTo(Verdict.PASS);
    assertThat(errors(ruling).pValue()).isEqualTo(1);
  }

  @Test
  void comparesVeryManyRequestsToo() {
    assertThat(ErrorJudge.compare(seen(5_000_000, 500_000), seen(5_000_000, 50_000)))
        .isLessThan(Judge.EARLY_ALPHA);
    assertThat(ErrorJudge.compare(seen(5_000_000, 50_000), seen(5_000_000, 50_000)))
        .isGreaterThan(0.4);
  }

  @Test
  void seesFewErrorsAmongVeryManyRequests() {
    // One half to the power of 40, nearly: each error is as likely on either side.
    assertThat(ErrorJudge.compare(seen(5_000_000, 40), seen(5_000_000, 0)))
        .isCloseTo(Math.pow(0.5, 40), within(1e-15));
  }

  @Test
  void failsByComparisonBelowTheLimit() {
    Ruling ruling = judge(seen(500, 20), seen(2000, 4));
    assertThat(ruling.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(ruling.reason())
        .startsWith("more errors than the stable revision: 20 of 500 requests failed (4.0 %)");
    assertThat(errors(ruling).pValue()).isLessThan(Judge.ALPHA);
    assertThat(errors(ruling).candidateValue()).isEqualTo(0.04);
    assertThat(errors(ruling).baselineValue()).isEqualTo(0.002);
    assertThat(errors(ruling).effect()).isCloseTo(0.038, within(1e-12));
  }

  @Test
  void failsByLimitWithoutABaseline() {
    Ruling ruling = judge(seen(100, 6), null);
    assertThat(ruling.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(ruling.reason()).contains("limit of 5.0 %").contains("6 of 100");
    assertThat(errors(ruling).pValue()).isNull();
    assertThat(judge(seen(100, 5), null).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aBaselineWithTooFewRequestsLeavesTheLimits() {
    Ruling bad = judge(seen(100, 50), seen(49, 49));
    assertThat(bad.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(bad.reason())
        .contains("judged by the limits only")
        .contains("the stable revision had 49 requests, 50 needed");
    Ruling good = judge(seen(100, 0), seen(0, 0));
    assertThat(good.verdict()).isEqualTo(Verdict.PASS);
    assertThat(good.reason()).contains("the stable revision had 0 requests, 50 needed");
  }

  @Test
  void doesNotBlameACanaryForErrorsThatTheBaselineHasToo() {
    assertThat(judge(seen(100, 10), seen(100, 12)).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aCanaryOfNothingButErrorsFailsWhateverTheBaselineDoes() {
    assertThat(judge(seen(100, 100), seen(100, 100)).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void saysWhenThereIsNotEnoughData() {
    Ruling ruling = judge(seen(49, 49), seen(1000, 0));
    assertThat(ruling.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(ruling.reason()).isEqualTo("49 requests seen, 50 needed");
  }

  @Test
  void neverPassesOnNothing() {
    for (int needed : new int[] {-1, 0, 1}) {
      var limits = new Limits(needed, 0.05, Limits.Latency.OPTIONAL);
      assertThat(Judge.judge(seen(0, 0), seen(0, 0), limits).verdict())
          .isEqualTo(Verdict.NOT_ENOUGH_DATA);
      assertThat(Judge.judge(seen(0, 0), null, limits).verdict())
          .isEqualTo(Verdict.NOT_ENOUGH_DATA);
    }
  }

  @Test
  void neverPassesOnWhatIsNotKnown() {
    Ruling requests = judge(Observed.unknown("2 of 2 values are no counts"), seen(1000, 0));
    assertThat(requests.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(requests.reason())
        .isEqualTo("the requests are not known: 2 of 2 values are no counts");
    var noStatus = new Observed(1000, 0, Histogram.NONE, new Flaws("", "it has no status", ""));
    assertThat(judge(noStatus, seen(1000, 0)).verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(judge(seen(100, 101), null).reason())
        .isEqualTo("101 errors of 100 requests cannot be; look at what is counted");
  }

  /** Kayenta 377: a canary full of errors beside a stable revision that is all zeros. */
  @Test
  void aBaselineOfZerosDoesNotExcuseErrors() {
    assertThat(judge(seen(1000, 400), seen(1000, 0)).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judge(seen(1000, 400), seen(0, 0)).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judge(seen(1000, 30), seen(1000, 0)).verdict()).isEqualTo(Verdict.FAIL);
  }

  /** Kayenta 799: errors of the canary beside a stable revision without values. */
  @Test
  void aBaselineWithoutValuesDoesNotExcuseErrors() {
    Ruling ruling = judge(seen(1000, 400), Observed.unknown("3 of 3 values are no counts"));
    assertThat(ruling.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(ruling.reason())
        .contains("of the stable revision the requests are not known: 3 of 3 values");
  }

  @Test
  void whatIsNotRequiredDoesNotBlockAndIsTold() {
    Ruling ruling = judge(seen(1000, 0), seen(1000, 0));
    assertThat(ruling.verdict()).isEqualTo(Verdict.PASS);
    assertThat(ruling.reason()).endsWith("; latency is not measured: it shows no histogram");
    assertThat(ruling.criteria()).extracting(Criterion::name).containsExactly("errors", "latency");
    var required = new Limits(50, 0.05, new Limits.Latency(true, null, 0.95, 0.14));
    assertThat(Judge.judge(seen(1000, 0), seen(1000, 0), required).verdict())
        .isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(Judge.judge(seen(1000, 900), seen(1000, 0), required).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void onlyAClearComparisonEndsAWatchEarly() {
    assertThat(judge(seen(1000, 400), seen(1000, 0)).isClear()).isTrue();
    assertThat(judge(seen(1000, 400), null).isClear()).isFalse();
    assertThat(judge(seen(500, 20), seen(2000, 4)).isClear()).isTrue();
    assertThat(judge(seen(100, 7), seen(100, 0)).isClear()).isFalse();
  }
}
