package dev.hexad.monitoring.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TailTests {
  private final Random random = new Random(3);

  @Test
  void countsWithinTheBody() {
    Tail tail = new Tail();
    for (int i = 0; i < 10_000; i++) {
      tail.observe(random.nextDouble());
    }
    assertThat(tail.observe(0.9)).isCloseTo(1, within(0.1));
    assertThat(tail.observe(0.5)).isCloseTo(0.3, within(0.05));
  }

  @Test
  void ordersSizesNeverSeenBefore() {
    Tail tail = new Tail();
    for (int i = 0; i < 1000; i++) {
      tail.observe(random.nextDouble());
    }
    double larger = tail.observe(10);
    assertThat(larger).isGreaterThan(2);
    assertThat(tail.observe(1e6)).isGreaterThan(larger);
  }

  @Test
  void saysNothingAtFirst() {
    assertThat(new Tail().observe(5)).isZero();
  }

  @Test
  void doesNotDependOnTheUnit() {
    Tail one = new Tail();
    Tail other = new Tail();
    for (int i = 0; i < 1000; i++) {
      double size = Math.exp(random.nextGaussian());
      assertThat(other.observe(size * 12_345)).isCloseTo(one.observe(size), within(1e-6));
    }
  }

  @Test
  void findsHugeOutliersLessRareWhereTheyAreUsual() {
    Tail light = new Tail();
    Tail heavy = new Tail();
    for (int i = 0; i < 5000; i++) {
      light.observe(random.nextDouble());
      heavy.observe(1 / (1 - random.nextDouble()));
    }
    assertThat(light.observe(50)).isGreaterThan(2 * heavy.observe(50));
  }

  @Test
  void forgetsSlowly() {
    Tail tail = new Tail();
    for (int i = 0; i < 100_000; i++) {
      tail.observe(1 + random.nextDouble());
    }
    assertThat(tail.observe(1.5)).isCloseTo(0.3, within(0.05));
  }
}
