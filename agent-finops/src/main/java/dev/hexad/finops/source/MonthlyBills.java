package dev.hexad.finops.source;

import dev.hexad.finops.source.CostSource.Delivery;
import dev.hexad.finops.store.Replacing;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Bills that are asked for, a month at a time: daily until some days after the month's end, and
 * then no more.
 */
public final class MonthlyBills {
  private static final int SETTLED_DAYS = 5;

  private final Clock clock;
  private final int months;

  public MonthlyBills(Clock clock, int months) {
    this.clock = clock;
    this.months = months;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** The months, of which today is not yet told. */
  public List<Delivery> deliveries() {
    LocalDate today = today();
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = months - 1; i >= 0; i--) {
      YearMonth month = YearMonth.from(today).minusMonths(i);
      LocalDate settled = month.plusMonths(1).atDay(1).plusDays(SETTLED_DAYS);
      if (month.atDay(1).isBefore(today)) {
        deliveries.add(
            new Delivery(
                month.toString(),
                today.isBefore(settled) ? today.toString() : "settled",
                Replacing.DAYS));
      }
    }
    return deliveries;
  }

  /**
   * The days of a delivery.
   *
   * @param end the day after the last one
   */
  public record Days(LocalDate first, LocalDate end) {
    public LocalDate last() {
      return end.minusDays(1);
    }
  }

  public Days days(Delivery delivery) {
    YearMonth month = YearMonth.parse(delivery.key());
    LocalDate end = month.plusMonths(1).atDay(1);
    LocalDate today = today();
    return new Days(month.atDay(1), end.isAfter(today) ? today : end);
  }
}
