package dev.hexad.finops.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecasterTests {
  private static final int MONTH = 30;

  @Test
  void continuesWeekdaysAndGrowth() {
    double[] all = Curves.cost(230, 0.002, 0, 1);
    Forecast forecast = Forecaster.forecast(Arrays.copyOf(all, 200), Season.DAILY, MONTH);
    for (int i = 0; i < MONTH; i++) {
      assertThat(forecast.point()[i]).isCloseTo(all[200 + i], Percentage.withPercentage(2));
    }
  }

  @Test
  void beatsTheRepetitionOfANoisyWeek() {
    double[] history = Curves.cost(300, 0, 0.1, 2);
    Forecast forecast = Forecaster.forecast(history, Season.DAILY, MONTH);
    assertThat(forecast.betterThanNaive()).isTrue();
    assertThat(forecast.backtest().origins()).isPositive();
  }

  @Test
  void weighsItsMethodsToOne() {
    Forecast forecast = Forecaster.forecast(Curves.cost(300, 0, 0.1, 3), Season.DAILY, MONTH);
    double sum = forecast.weights().values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @Test
  void coversWhatItPromises() {
    int inside80 = 0;
    int inside95 = 0;
    int all = 0;
    for (int seed = 0; seed < 40; seed++) {
      double[] values = Curves.cost(250, 0.001, 0.08, seed);
      Forecast forecast = Forecaster.forecast(Arrays.copyOf(values, 220), Season.DAILY, MONTH);
      for (int i = 0; i < MONTH; i++) {
        inside80 += inside(forecast.interval(80), i, values[220 + i]);
        inside95 += inside(forecast.interval(95), i, values[220 + i]);
        all++;
      }
    }
    assertThat((double) inside80 / all).isBetween(0.72, 0.88);
    assertThat((double) inside95 / all).isBetween(0.90, 0.99);
  }

  private static int inside(Forecast.Interval interval, int step, double value) {
    return interval.low()[step] <= value && value <= interval.high()[step] ? 1 : 0;
  }

  @Test
  void nestsItsIntervalsAroundTheMiddle() {
    Forecast forecast = Forecaster.forecast(Curves.cost(200, 0, 0.1, 4), Season.DAILY, MONTH);
    for (int i = 0; i < MONTH; i++) {
      assertThat(forecast.interval(95).low()[i])
          .isLessThanOrEqualTo(forecast.interval(80).low()[i]);
      assertThat(forecast.interval(80).low()[i]).isLessThanOrEqualTo(forecast.point()[i]);
      assertThat(forecast.interval(80).high()[i]).isGreaterThanOrEqualTo(forecast.point()[i]);
      assertThat(forecast.interval(95).high()[i])
          .isGreaterThanOrEqualTo(forecast.interval(80).high()[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 137, 1e9})
  void doesNotDependOnTheCurrency(double factor) {
    double[] history = Curves.cost(200, 0.001, 0.05, 5);
    double[] plain = Forecaster.forecast(history, Season.DAILY, MONTH).point();
    double[] scaled =
        Forecaster.forecast(Curves.times(history, factor), Season.DAILY, MONTH).point();
    for (int i = 0; i < MONTH; i++) {
      assertThat(scaled[i]).isCloseTo(factor * plain[i], Percentage.withPercentage(0.01));
    }
  }

  @Test
  void isHardlyMovedByOneWildDay() {
    double[] history = Curves.cost(200, 0, 0.02, 6);
    double[] calm = Forecaster.forecast(history, Season.DAILY, MONTH).point();
    history[190] *= 20;
    double[] wild = Forecaster.forecast(history, Season.DAILY, MONTH).point();
    for (int i = 0; i < MONTH; i++) {
      assertThat(wild[i]).isCloseTo(calm[i], Percentage.withPercentage(10));
    }
  }

  @Test
  void fillsMissingDays() {
    double[] history = Curves.cost(200, 0, 0, 7);
    double[] whole = Forecaster.forecast(history, Season.DAILY, 7).point();
    history[100] = Double.NaN;
    history[199] = Double.NaN;
    double[] holes = Forecaster.forecast(history, Season.DAILY, 7).point();
    for (int i = 0; i < 7; i++) {
      assertThat(holes[i]).isCloseTo(whole[i], Percentage.withPercentage(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8, 13, 20, 40})
  void staysNearAConstantHoweverShort(int length) {
    double[] history = new double[length];
    Arrays.fill(history, 42);
    Forecast forecast = Forecaster.forecast(history, Season.DAILY, MONTH);
    assertThat(forecast.point()).containsOnly(new double[] {42}, within(1e-6));
    assertThat(forecast.interval(95).low()).containsOnly(new double[] {42}, within(1e-3));
  }

  @Test
  void isUnsureAfterASingleValue() {
    Forecast forecast = Forecaster.forecast(new double[] {42}, Season.DAILY, 1);
    assertThat(forecast.point()[0]).isCloseTo(42, within(1e-6));
    assertThat(forecast.interval(95).low()[0]).isLessThan(21);
    assertThat(forecast.interval(95).high()[0]).isGreaterThan(84);
  }

  @Test
  void leavesNothingAtNothing() {
    Forecast forecast = Forecaster.forecast(new double[100], Season.DAILY, MONTH);
    assertThat(forecast.point()).containsOnly(0);
    assertThat(forecast.betterThanNaive()).isFalse();
  }

  @Test
  void neverGoesBelowZeroWhereTheHistoryDidNot() {
    double[] history = Curves.cost(120, -0.05, 0.5, 8);
    history[60] = 0;
    Forecast forecast = Forecaster.forecast(history, Season.DAILY, MONTH);
    assertThat(Arrays.stream(forecast.point()).min().orElseThrow()).isNotNegative();
    assertThat(Arrays.stream(forecast.interval(95).low()).min().orElseThrow()).isNotNegative();
  }

  @Test
  void followsNegativeValues() {
    double[] history = Curves.times(Curves.cost(200, 0, 0.01, 9), -1);
    Forecast forecast = Forecaster.forecast(history, Season.DAILY, 7);
    assertThat(Arrays.stream(forecast.point()).max().orElseThrow()).isLessThan(-60);
  }

  @Test
  void remembersAHolidayOfLastYear() {
    double[] history = Curves.cost(420, 0, 0.01, 10);
    for (int day = 60; day < 66; day++) {
      history[day] /= 2;
    }
    double[] point = Forecaster.forecast(history, Season.DAILY, MONTH).point();
    assertThat(point[62 + 364 - 420]).isLessThan(0.9 * point[69 + 364 - 420]);
  }

  @Test
  void refusesWhatCannotBeContinued() {
    assertThatThrownBy(() -> Forecaster.forecast(new double[0], Season.DAILY, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no value");
    assertThatThrownBy(() -> Forecaster.forecast(new double[] {Double.NaN}, Season.DAILY, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Forecaster.forecast(new double[] {1}, Season.DAILY, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("horizon");
  }
}
