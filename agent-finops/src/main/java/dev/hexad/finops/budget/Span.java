package dev.hexad.finops.budget;

import dev.hexad.finops.settings.Budget;
import java.time.LocalDate;
import java.time.temporal.IsoFields;

/** The days of a period, both included. */
record Span(LocalDate first, LocalDate last) {
  /** The period that a day is in. */
  static Span of(Budget.Period period, LocalDate day) {
    LocalDate first =
        switch (period) {
          case MONTH -> day.withDayOfMonth(1);
          case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
          case YEAR -> day.withDayOfYear(1);
        };
    LocalDate next =
        switch (period) {
          case MONTH -> first.plusMonths(1);
          case QUARTER -> first.plusMonths(3);
          case YEAR -> first.plusYears(1);
        };
    return new Span(first, next.minusDays(1));
  }
}
