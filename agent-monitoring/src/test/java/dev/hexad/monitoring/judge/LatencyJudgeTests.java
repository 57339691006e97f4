package dev.hexad.monitoring.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hexad.contracts.command.VerifyParameters.Criterion;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.monitoring.metrics.Histogram;
import dev.hexad.monitoring.metrics.Observed;
import dev.hexad.monitoring.metrics.Observed.Flaws;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatencyJudgeTests {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Limits OPTIONAL = new Limits(50, 0.05, Limits.Latency.OPTIONAL);

  private static Limits required(@Nullable Double maxMillis) {
    return new Limits(50, 0.05, new Limits.Latency(true, maxMillis, 0.95, 0.14));
  }

  /** Requests up to 10 ms, 20 ms, 40 ms and slower. */
  private static Observed seen(double... counts) {
    double[] bounds = {0.01, 0.02, 0.04, INF};
    var cumulative = new TreeMap<Double, Double>();
    double sum = 0;
    for (int i = 0; i < bounds.length; i++) {
      sum += counts[i];
      cumulative.put(bounds[i], sum);
    }
    return new Observed(Math.round(sum), 0, new Histogram(cumulative), Flaws.NONE);
  }

  private static Observed unmeasured(String why) {
    return new Observed(1000, 0, Histogram.NONE, new Flaws("", "", why));
  }

  private static Criterion judge(Observed candidate, @Nullable Observed baseline, Limits limits) {
    return LatencyJudge.judge(candidate, baseline, limits);
  }

  @Test
  void failsWhatIsClearlySlower() {
    Criterion criterion = judge(seen(10, 30, 60, 0), seen(60, 30, 10, 0), OPTIONAL);
    assertThat(criterion.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(criterion.reason())
        .startsWith(
            "slower than the stable revision: p95 of 38 ms against 30 ms, slower in 83 % of pairs")
        .endsWith("(up to 64 % tolerated)");
    assertThat(criterion.effect()).isCloseTo(0.825, within(1e-9));
    assertThat(criterion.pValue()).isLessThan(Judge.EARLY_ALPHA);
    assertThat(criterion.unit()).isEqualTo("ms");
  }

  @Test
  void toleratesATinyDifferenceOfMillionsOfRequests() {
    Criterion criterion =
        judge(seen(2_480_000, 2_520_000, 0, 0), seen(2_500_000, 2_500_000, 0, 0), OPTIONAL);
    assertThat(criterion.pValue()).isLessThan(Judge.EARLY_ALPHA);
    assertThat(criterion.effect()).isBetween(0.5, 0.51);
    assertThat(criterion.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void toleratesALargeDifferenceThatMayBeChance() {
    Limits few = new Limits(3, 0.05, Limits.Latency.OPTIONAL);
    Criterion criterion = judge(seen(1, 2, 0, 0), seen(2, 1, 0, 0), few);
    assertThat(criterion.effect()).isGreaterThan(0.64);
    assertThat(criterion.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void faster() {
    assertThat(judge(seen(90, 10, 0, 0), seen(10, 90, 0, 0), OPTIONAL).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void holdsTheLimitWithoutABaseline() {
    Criterion over = judge(seen(50, 20, 30, 0), null, required(30.0));
    assertThat(over.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(over.reason()).isEqualTo("slower than the limit: p95 of 37 ms, at most 30 ms");
    assertThat(over.candidateValue()).isCloseTo(36.667, within(0.001));
    Criterion below = judge(seen(50, 20, 30, 0), null, required(40.0));
    assertThat(below.verdict()).isEqualTo(Verdict.PASS);
    assertThat(below.reason())
        .isEqualTo(
            "p95 of 37 ms, at most 40 ms; judged by the limit only, because no stable revision"
                + " runs beside it");
  }

  @Test
  void holdsTheLimitBesideABaselineToo() {
    assertThat(judge(seen(0, 0, 100, 0), seen(0, 0, 100, 0), required(30.0)).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void doesNotGuessBeyondTheLargestBucket() {
    Criterion unknown = judge(seen(50, 0, 0, 50), null, required(100.0));
    assertThat(unknown.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(unknown.reason()).contains("p95 is more than 40 ms, the largest bucket");
    assertThat(judge(seen(50, 0, 0, 50), null, required(40.0)).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void saysWhatIsMissing() {
    Criterion missing = judge(unmeasured("it shows no histogram"), null, required(10.0));
    assertThat(missing.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(missing.required()).isTrue();
    assertThat(missing.reason()).isEqualTo("latency is not measured: it shows no histogram");
    assertThat(judge(seen(49, 0, 0, 0), seen(100, 0, 0, 0), required(null)).reason())
        .isEqualTo("latency is not measured: 49 latencies seen, 50 needed");
    assertThat(judge(seen(50, 0, 0, 0), seen(7, 0, 0, 0), required(null)).reason())
        .isEqualTo(
            "latency is not compared: of the stable revision 7 latencies seen, 50 needed;"
                + " latency.maxLatencyMillis would be a limit without it");
  }

  @Test
  void zeroLatenciesAreNeverAPass() {
    for (int needed : new int[] {-1, 0, 1}) {
      var limits = new Limits(needed, 0.05, new Limits.Latency(true, 10.0, 0.95, 0.14));
      assertThat(judge(seen(0, 0, 0, 0), seen(0, 0, 0, 0), limits).verdict())
          .isEqualTo(Verdict.NOT_ENOUGH_DATA);
    }
  }

  @Test
  void bucketsMustHaveSomethingInCommon() {
    var other = new TreeMap<Double, Double>();
    other.put(0.03, 100.0);
    other.put(INF, 100.0);
    var baseline = new Observed(100, 0, new Histogram(other), Flaws.NONE);
    Criterion criterion = judge(seen(100, 0, 0, 0), baseline, OPTIONAL);
    assertThat(criterion.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(criterion.required()).isFalse();
    assertThat(criterion.reason()).contains("no buckets in common");
  }
}
