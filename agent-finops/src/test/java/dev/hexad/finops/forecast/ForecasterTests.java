package dev.hexad.finops.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecasterTests {
  private static final int DAYS = 28;

  /** Half a year of daily cost with quiet weekends. */
  private static double[] weekly(double level, double noise) {
    var random = new Random(7);
    return IntStream.range(0, 182)
        .mapToDouble(day -> level * (day % 7 < 5 ? 1 : 0.4) + noise * random.nextGaussian())
        .toArray();
  }

  @Test
  void goesOnWithTheWeek() {
    Forecast forecast = Forecaster.forecast(weekly(100, 1), Season.DAILY, DAYS);
    for (int day = 0; day < DAYS; day++) {
      assertThat(forecast.point()[day])
          .as("day " + day)
          .isCloseTo(day % 7 < 5 ? 100 : 40, within(6.0));
    }
    assertThat(forecast.weights().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(1e-6));
    assertThat(forecast.backtest().origins()).isPositive();
  }

  @Test
  void nestsItsIntervalsAroundThePoint() {
    Forecast forecast = Forecaster.forecast(weekly(100, 10), Season.DAILY, DAYS);
    for (int day = 0; day < DAYS; day++) {
      assertThat(forecast.point()[day])
          .isBetween(forecast.interval(80).low()[day], forecast.interval(80).high()[day]);
      assertThat(forecast.interval(95).low()[day])
          .isLessThanOrEqualTo(forecast.interval(80).low()[day]);
      assertThat(forecast.interval(95).high()[day])
          .isGreaterThanOrEqualTo(forecast.interval(80).high()[day]);
    }
    assertThatThrownBy(() -> forecast.interval(50)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotDependOnTheUnit() {
    double[] euros = weekly(100, 5);
    double[] cents = Arrays.stream(euros).map(v -> v * 100).toArray();
    double[] one = Forecaster.forecast(euros, Season.DAILY, DAYS).point();
    double[] other = Forecaster.forecast(cents, Season.DAILY, DAYS).point();
    for (int day = 0; day < DAYS; day++) {
      assertThat(other[day]).isCloseTo(one[day] * 100, within(Math.abs(one[day]) + 1));
    }
  }

  @Test
  void giveTheSameAnswerAgain() {
    double[] history = weekly(100, 5);
    assertThat(Forecaster.forecast(history, Season.DAILY, DAYS).point())
        .isEqualTo(Forecaster.forecast(history.clone(), Season.DAILY, DAYS).point());
  }

  @Test
  void keepsWhatIsConstant() {
    double[] constant = new double[60];
    Arrays.fill(constant, 42);
    assertThat(Forecaster.forecast(constant, Season.DAILY, 5).point())
        .containsExactly(new double[] {42, 42, 42, 42, 42}, within(0.5));
    assertThat(Forecaster.forecast(new double[60], Season.DAILY, 2).point())
        .containsExactly(new double[] {0, 0}, within(1e-6));
  }

  @Test
  void staysAboveZeroWhereTheHistoryDoes() {
    double[] falling = IntStream.range(0, 90).mapToDouble(day -> 90 - day).toArray();
    Forecast forecast = Forecaster.forecast(falling, Season.DAILY, 60);
    assertThat(Arrays.stream(forecast.point()).min().orElseThrow()).isGreaterThanOrEqualTo(0);
    assertThat(Arrays.stream(forecast.interval(95).low()).min().orElseThrow())
        .isGreaterThanOrEqualTo(0);
  }

  @Test
  void makesDoWithLittleAndWithGaps() {
    for (int length : new int[] {1, 2, 3, 8, 15}) {
      double[] few = Arrays.copyOf(weekly(100, 5), length);
      assertThat(Forecaster.forecast(few, Season.DAILY, 7).point())
          .hasSize(7)
          .doesNotContain(Double.NaN);
    }
    double[] gaps = weekly(100, 1);
    for (int day = 0; day < gaps.length; day += 11) {
      gaps[day] = Double.NaN;
    }
    assertThat(Forecaster.forecast(gaps, Season.DAILY, 7).point()[0]).isCloseTo(100, within(12.0));
  }

  @Test
  void refusesWhatHasNoAnswer() {
    assertThatThrownBy(() -> Forecaster.forecast(new double[0], Season.DAILY, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Forecaster.forecast(weekly(1, 0), Season.DAILY, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
