package dev.hexad.finops.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.finops.settings.Budget;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BurnDownTests {
  private static final LocalDate TODAY = LocalDate.of(2026, 2, 10);

  private static BurnDown tenADay(String limit, Budget.Period period) {
    Map<LocalDate, BigDecimal> amounts = new TreeMap<>();
    for (int i = 0; i < 60; i++) {
      amounts.put(TODAY.minusDays(i), BigDecimal.TEN);
    }
    var budget = new Budget("b", null, null, limit, "EUR", period, null, List.of(50, 100));
    return BurnDown.of(budget, Span.of(budget.length(), TODAY), TODAY, false, amounts, null);
  }

  @Test
  void saysWhenItWillBeUsedUp() {
    BurnDown budget = tenADay("200", Budget.Period.MONTH);
    assertThat(budget.spent()).isEqualTo("100");
    assertThat(budget.expected()).isEqualTo("280.00");
    assertThat(budget.crossesOn()).isEqualTo(LocalDate.of(2026, 2, 20));
    assertThat(budget.thresholds().getFirst().crossedOn()).isEqualTo(TODAY);
    assertThat(budget.thresholds().getLast().crossed()).isFalse();
    assertThat(budget.days()).hasSize(28);
  }

  @Test
  void saysNothingWhereItSuffices() {
    assertThat(tenADay("281", Budget.Period.MONTH).crossesOn()).isNull();
  }

  @Test
  void quartersAndYearsBeginWhereTheyDo() {
    assertThat(Span.of(Budget.Period.QUARTER, LocalDate.of(2026, 5, 31)))
        .isEqualTo(new Span(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 6, 30)));
    assertThat(Span.of(Budget.Period.YEAR, LocalDate.of(2024, 2, 29)))
        .isEqualTo(new Span(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31)));
    assertThat(Span.of(Budget.Period.MONTH, LocalDate.of(2024, 2, 29)).last())
        .isEqualTo(LocalDate.of(2024, 2, 29));
  }
}
