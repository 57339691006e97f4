package dev.hexad.finops.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationTests {
  @Test
  void makesPartsAddUp() {
    Reconciliation both =
        Reconciliation.of(forecast(100, 5), List.of(forecast(40, 4), forecast(50, 2)));
    double sum = both.parts().get(0)[0] + both.parts().get(1)[0];
    assertThat(both.whole()[0]).isCloseTo(sum, within(1e-9)).isBetween(90.0, 100.0);
  }

  @Test
  void movesTheUnsureMost() {
    Reconciliation both =
        Reconciliation.of(forecast(100, 1), List.of(forecast(40, 10), forecast(50, 1)));
    assertThat(both.parts().get(0)[0] - 40).isGreaterThan(9);
    assertThat(both.parts().get(1)[0] - 50).isBetween(0.0, 0.2);
  }

  @Test
  void keepsPartsFromTurningNegative() {
    Reconciliation both =
        Reconciliation.of(forecast(10, 0.1), List.of(forecast(1, 10), forecast(29, 10)));
    assertThat(both.parts().getFirst()[0]).isZero();
    assertThat(both.whole()[0]).isEqualTo(both.parts().getLast()[0]);
  }

  @Test
  void leavesCertaintiesAlone() {
    Reconciliation both = Reconciliation.of(forecast(10, 0), List.of(forecast(9, 0)));
    assertThat(both.whole()).containsExactly(9);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> Reconciliation.of(forecast(1, 1), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Forecast forecast(double value, double half) {
    var interval =
        new Forecast.Interval(95, new double[] {value - half}, new double[] {value + half});
    return new Forecast(
        new double[] {value},
        List.of(interval),
        Map.of(),
        new Forecast.Backtest(0, Double.NaN, Double.NaN, Map.of()));
  }
}
