package dev.hexad.finops.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.finops.finding.Anomaly.Driver;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImpactTests {
  private static final LocalDate START = LocalDate.of(2026, 3, 1);

  private static Map<LocalDate, Bill.Day> days(Bill.Day before, Bill.Day during, int lasts) {
    Map<LocalDate, Bill.Day> days = new HashMap<>();
    for (int i = -28; i < 10; i++) {
      days.put(START.plusDays(i), i >= 0 && i < lasts ? during : before);
    }
    return days;
  }

  private static Impact impact(Bill.Day before, Bill.Day during, int lasts) {
    return Impact.of(START, START, START.plusDays(9), days(before, during, lasts));
  }

  @Test
  void moreIsUsed() {
    Impact impact = impact(new Bill.Day(10, 12, 100), new Bill.Day(30, 36, 300), 3);
    assertThat(impact.driver()).isEqualTo(Driver.USAGE);
    assertThat(impact.atStake()).isEqualTo(60);
    assertThat(impact.ended()).isEqualTo(START.plusDays(3));
    assertThat(impact.explanation()).contains("+200 %", "unchanged");
  }

  @Test
  void theSameCostsMore() {
    Impact impact = impact(new Bill.Day(10, 15, 100), new Bill.Day(15, 15, 100), 20);
    assertThat(impact.driver()).isEqualTo(Driver.RATE);
    assertThat(impact.ended()).isNull();
    assertThat(impact.atStake()).isEqualTo(50);
  }

  @Test
  void withoutQuantitiesAgreedPricesTell() {
    assertThat(impact(new Bill.Day(10, 12, 0), new Bill.Day(20, 24, 0), 2).driver())
        .isEqualTo(Driver.USAGE);
  }

  @Test
  void somethingNewAndSomethingGone() {
    var nothing = Bill.Day.NOTHING;
    assertThat(impact(nothing, new Bill.Day(20, 24, 1), 2).driver()).isEqualTo(Driver.NEW);
    Impact gone = impact(new Bill.Day(20, 24, 1), nothing, 20);
    assertThat(gone.driver()).isEqualTo(Driver.GONE);
    assertThat(gone.atStake()).isEqualTo(-200);
  }
}
