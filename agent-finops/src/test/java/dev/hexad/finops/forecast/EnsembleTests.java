package dev.hexad.finops.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EnsembleTests {
  @Test
  void takesTheMiddleOfEqualWeights() {
    assertThat(median(new double[] {9, 1, 2}, 1, 1, 1)).isCloseTo(2, within(1e-12));
    assertThat(median(new double[] {1, 3}, 1, 1)).isCloseTo(2, within(1e-12));
  }

  @Test
  void leansToTheHeavier() {
    assertThat(median(new double[] {1, 3}, 3, 1)).isLessThan(2);
    assertThat(median(new double[] {1, 3, 100}, 8, 1, 1)).isLessThan(2);
  }

  private static double median(double[] values, double... weights) {
    double sum = java.util.Arrays.stream(weights).sum();
    return Ensemble.median(
        values, java.util.Arrays.stream(weights).map(weight -> weight / sum).toArray());
  }
}
