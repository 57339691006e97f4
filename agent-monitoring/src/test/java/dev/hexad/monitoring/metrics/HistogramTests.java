package dev.hexad.monitoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HistogramTests {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static final Histogram SOME =
      Histogram.of(Map.of(0.1, 10.0, 0.2, 30.0, 0.5, 40.0, INF, 50.0));

  @Test
  void interpolatesInsideTheBucket() {
    // Rank 20 of 50 is 10 of the 20 between 0.1 and 0.2.
    assertThat(SOME.quantile(0.4)).isCloseTo(0.15, within(1e-12));
    // Rank 5 is half of the lowest bucket, which begins at 0.
    assertThat(SOME.quantile(0.1)).isCloseTo(0.05, within(1e-12));
    assertThat(SOME.quantile(0.8)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void theInfiniteBucketCountsAsTheLargestFiniteBound() {
    assertThat(SOME.quantile(0.95)).isEqualTo(0.5);
    assertThat(SOME.beyond(0.95)).isTrue();
    assertThat(SOME.beyond(0.8)).isFalse();
  }

  @Test
  void nothingHasNoQuantile() {
    assertThat(Histogram.NONE.quantile(0.5)).isNaN();
    assertThat(Histogram.NONE.beyond(0.5)).isFalse();
    assertThat(Histogram.of(Map.of(0.1, 0.0, INF, 0.0)).quantile(0.5)).isNaN();
  }

  @Test
  void addsUpInTheBucketsThatBothHave() {
    Histogram other = Histogram.of(Map.of(0.2, 1.0, 0.3, 2.0, INF, 3.0));
    assertThat(SOME.plus(other).cumulative()).isEqualTo(Map.of(0.2, 31.0, INF, 53.0));
    assertThat(SOME.plus(Histogram.NONE)).isEqualTo(SOME);
    assertThat(Histogram.NONE.plus(SOME)).isEqualTo(SOME);
  }

  @Test
  void aBucketNeverHoldsLessThanASmallerOne() {
    Histogram torn = Histogram.of(Map.of(0.1, 5.0, 0.2, 4.0, INF, 6.0));
    assertThat(torn.counts(torn.commonBounds(torn))).containsExactly(5, 0, 1);
  }
}
