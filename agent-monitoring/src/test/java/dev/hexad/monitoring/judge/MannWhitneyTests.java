package dev.hexad.monitoring.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;

class MannWhitneyTests {
  /** Slots of an exponential latency of mean 1 in buckets whose bounds double from 1/8 to 8. */
  private static double[] draw(Random random, int requests, double slower) {
    var counts = new double[8];
    for (int i = 0; i < requests; i++) {
      double latency = -Math.log(1 - random.nextDouble()) * slower;
      int bucket = 0;
      for (double bound = 0.125; bucket < 7 && latency > bound; bound *= 2) {
        bucket++;
      }
      counts[bucket]++;
    }
    return counts;
  }

  private static double[] expand(double[] counts) {
    return IntStream.range(0, counts.length)
        .boxed()
        .flatMap(i -> IntStream.range(0, (int) counts[i]).mapToObj(n -> i))
        .mapToDouble(i -> i)
        .toArray();
  }

  @Test
  void computesByHand() {
    // Candidate in buckets 2, 2, 3; baseline in 1, 2, 3. Pairs won 1+1+2, ties 1+1+1 as halves.
    MannWhitney test = MannWhitney.compare(new double[] {0, 2, 1}, new double[] {1, 1, 1});
    assertThat(test.effect()).isCloseTo(5.5 / 9, within(1e-12));
    // Variance 9/12 (7 - (3^3-3 + 2^3-2)/(6*5)) = 4.5; z = (5.5 - 4.5 - 0.5) / sqrt(4.5).
    assertThat(test.pValue()).isCloseTo(0.40683, within(1e-5));
  }

  @Test
  void agreesWithTheLibraryOnTheSameDataExpanded() {
    var random = new Random(7);
    var library =
        MannWhitneyUTest.withDefaults()
            .with(AlternativeHypothesis.GREATER_THAN)
            .with(PValueMethod.ASYMPTOTIC)
            .with(ContinuityCorrection.ENABLED);
    for (int i = 0; i < 200; i++) {
      double[] candidate = draw(random, 1 + random.nextInt(300), 0.5 + random.nextDouble());
      double[] baseline = draw(random, 1 + random.nextInt(300), 1);
      var expected = library.test(expand(candidate), expand(baseline));
      MannWhitney test = MannWhitney.compare(candidate, baseline);
      double pairs = expand(candidate).length * (double) expand(baseline).length;
      assertThat(test.effect() * pairs).isCloseTo(expected.getStatistic(), within(1e-6));
      if (!Double.isNaN(expected.getPValue())) {
        assertThat(test.pValue()).isCloseTo(expected.getPValue(), within(1e-9));
      }
    }
  }

  @Test
  void blamesAlikeRevisionsNoMoreOftenThanItSays() {
    var random = new Random(11);
    int runs = 4000;
    long found =
        IntStream.range(0, runs)
            .filter(i ->
                MannWhitney.compare(draw(random, 200, 1), draw(random, 400, 1)).pValue()
                    < Judge.ALPHA)
            .count();
    // Expected 40 with a standard deviation of 6.3.
    assertThat(found).isBetween(15L, 65L);
  }

  @Test
  void seesARealShift() {
    var random = new Random(13);
    int runs = 1000;
    long found =
        IntStream.range(0, runs)
            .filter(i ->
                MannWhitney.compare(draw(random, 200, 1.5), draw(random, 400, 1)).pValue()
                    < Judge.ALPHA)
            .count();
    assertThat(found).isGreaterThan(900);
    long fast =
        IntStream.range(0, runs)
            .filter(i ->
                MannWhitney.compare(draw(random, 200, 0.7), draw(random, 400, 1)).pValue()
                    < Judge.ALPHA)
            .count();
    assertThat(fast).isZero();
  }

  @Test
  void allInOneBucketIsNoDifference() {
    assertThat(MannWhitney.compare(new double[] {0, 50}, new double[] {0, 1000}))
        .isEqualTo(new MannWhitney(1, 0.5));
  }

  @Test
  void standsVeryManyRequests() {
    double[] some = {2e9, 2e9, 1e9};
    MannWhitney test = MannWhitney.compare(some, some);
    assertThat(test.effect()).isCloseTo(0.5, within(1e-9));
    assertThat(test.pValue()).isCloseTo(0.5, within(1e-3));
  }
}
