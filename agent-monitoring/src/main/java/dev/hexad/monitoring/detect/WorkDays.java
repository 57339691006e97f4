package dev.hexad.monitoring.detect;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * The days on which people work; on the others many a series takes another course.
 *
 * @param zone in which days and hours begin
 * @param weekend days off in every week
 * @param holidays further days off
 * @param yearly days off in every year
 */
public record WorkDays(
    ZoneId zone, Set<DayOfWeek> weekend, Set<LocalDate> holidays, Set<MonthDay> yearly) {
  public static final WorkDays USUAL =
      new WorkDays(
          ZoneOffset.UTC, Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), Set.of(), Set.of());

  static final int HOURS = 24;

  /** Hours of a working day, and those of a day off. */
  static final int SLOTS = 2 * HOURS;

  public WorkDays {
    weekend = Set.copyOf(weekend);
    holidays = Set.copyOf(holidays);
    yearly = Set.copyOf(yearly);
  }

  /** The hour, from 0 on a working day, from 24 on a day off. */
  int slot(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    return isOff(local.toLocalDate()) ? HOURS + local.getHour() : local.getHour();
  }

  private boolean isOff(LocalDate day) {
    return weekend.contains(day.getDayOfWeek())
        || holidays.contains(day)
        || yearly.contains(MonthDay.from(day));
  }
}
