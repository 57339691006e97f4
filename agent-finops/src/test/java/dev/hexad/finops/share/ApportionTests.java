package dev.hexad.finops.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApportionTests {
  @Test
  void losesNothing() {
    BigDecimal amount = new BigDecimal("100.01");
    Map<String, BigDecimal> pieces =
        Apportion.of(amount, Map.of("a", BigDecimal.ONE, "b", BigDecimal.ONE, "c", BigDecimal.ONE));
    assertThat(pieces.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(amount);
    assertThat(pieces.get("a")).isBetween(new BigDecimal("33.33"), new BigDecimal("33.34"));
  }

  @Test
  void splitsMoneyThatComesBackToo() {
    Map<String, BigDecimal> pieces =
        Apportion.of(new BigDecimal("-7"), Map.of("a", new BigDecimal("6"), "b", BigDecimal.ONE));
    assertThat(pieces.get("a")).isEqualByComparingTo("-6");
    assertThat(pieces.get("b")).isEqualByComparingTo("-1");
  }

  @Test
  void refusesWeightsThatAreNone() {
    assertThatThrownBy(() -> Apportion.of(BigDecimal.ONE, Map.of("a", BigDecimal.ZERO)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
