package dev.hexad.finops.report;

import dev.hexad.finops.settings.ReportSchedule;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * A report on its way.
 *
 * @param key the same at each attempt
 */
record Outgoing(String key, ReportSchedule schedule, LocalDate from, LocalDate to, byte[] content) {

  /** Days that a report is of. */
  record Days(LocalDate from, LocalDate to) {
    /** Those of a schedule that is due on a day. */
    static Days of(ReportSchedule.Days days, LocalDate due) {
      return switch (days) {
        case YESTERDAY -> new Days(due.minusDays(1), due.minusDays(1));
        case LAST_WEEK -> {
          LocalDate monday =
              due.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(1);
          yield new Days(monday, monday.plusDays(6));
        }
        case LAST_MONTH -> {
          LocalDate first = due.withDayOfMonth(1).minusMonths(1);
          yield new Days(first, first.plusMonths(1).minusDays(1));
        }
      };
    }
  }

  String title() {
    return schedule.name() + ": costs, " + from + " to " + to;
  }

  String fileName() {
    return "costs-" + from + "-" + to + "." + schedule.format().name().toLowerCase(Locale.ROOT);
  }
}
