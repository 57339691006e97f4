package dev.hexad.finops.budget;

import dev.hexad.finops.outlook.Outlook;
import dev.hexad.finops.settings.Budget;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stands.
 *
 * @param today the last day that is known
 * @param expected what will have been spent at the end of the period
 * @param forecast whether a forecast stands behind it; otherwise the mean of the days so far does
 * @param crossesOn the day on which all of it is, or will be, spent; null when it is not
 * @param days what was spent by the end of each day, and what is expected
 */
record BurnDown(
    String name,
    @Nullable String dimension,
    @Nullable String value,
    String metric,
    String currency,
    String limit,
    LocalDate from,
    LocalDate to,
    LocalDate today,
    String spent,
    String expected,
    boolean forecast,
    @Nullable LocalDate crossesOn,
    boolean sample,
    List<Threshold> thresholds,
    List<Day> days) {

  /**
   * A part of the limit.
   *
   * @param crossedOn the day on which it was crossed
   * @param expectedOn the day on which it is expected to be
   */
  record Threshold(int percent, @Nullable LocalDate crossedOn, @Nullable LocalDate expectedOn) {
    boolean crossed() {
      return crossedOn != null;
    }
  }

  /** What had been spent by the end of a day. */
  record Day(LocalDate day, double spent, boolean known) {}

  static BurnDown of(
      Budget budget,
      Span span,
      LocalDate today,
      boolean sample,
      Map<LocalDate, BigDecimal> amounts,
      @Nullable Outlook outlook) {
    List<Day> days = new ArrayList<>();
    BigDecimal spent = BigDecimal.ZERO;
    for (LocalDate day = span.first(); !day.isAfter(today); day = day.plusDays(1)) {
      spent = spent.add(amounts.getOrDefault(day, BigDecimal.ZERO));
      days.add(new Day(day, spent.doubleValue(), true));
    }
    double expected = spent.doubleValue();
    double mean = days.isEmpty() ? 0 : expected / days.size();
    for (LocalDate day = today.plusDays(1); !day.isAfter(span.last()); day = day.plusDays(1)) {
      expected += outlook == null ? mean : outlook.on(day);
      days.add(new Day(day, expected, false));
    }
    List<Threshold> thresholds =
        budget.thresholds().stream().map(percent -> threshold(percent, budget, days)).toList();
    Threshold all = threshold(100, budget, days);
    return new BurnDown(
        budget.name(),
        budget.dimension(),
        budget.value(),
        budget.cost().column(),
        budget.currency(),
        budget.limit().toPlainString(),
        span.first(),
        span.last(),
        today,
        spent.toPlainString(),
        BigDecimal.valueOf(expected).setScale(2, RoundingMode.HALF_EVEN).toPlainString(),
        outlook != null,
        all.crossed() ? all.crossedOn() : all.expectedOn(),
        sample,
        thresholds,
        days);
  }

  private static Threshold threshold(int percent, Budget budget, List<Day> days) {
    double limit = budget.limit().doubleValue() * percent / 100;
    for (Day day : days) {
      if (day.spent() >= limit) {
        return new Threshold(
            percent, day.known() ? day.day() : null, day.known() ? null : day.day());
      }
    }
    return new Threshold(percent, null, null);
  }
}
