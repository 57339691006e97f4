package dev.hexad.monitoring.settings;

import dev.hexad.monitoring.detect.WorkDays;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The days on which people work, for what is expected of signals.
 *
 * @param zone as {@code Europe/Berlin}; UTC when absent
 * @param weekend days off in every week; Saturday and Sunday when absent
 * @param holidays as {@code 2026-04-03}, or {@code 12-25} for every year
 */
public record WorkCalendar(
    @Nullable String zone, @Nullable List<DayOfWeek> weekend, List<String> holidays) {
  public static final WorkCalendar DEFAULT = new WorkCalendar(null, null, List.of());

  public WorkCalendar {
    holidays = holidays == null ? List.of() : List.copyOf(holidays);
    days(zone, weekend, holidays);
  }

  /** The same for the detectors. */
  public WorkDays days() {
    return days(zone, weekend, holidays);
  }

  private static WorkDays days(
      @Nullable String zone, @Nullable List<DayOfWeek> weekend, List<String> holidays) {
    Set<LocalDate> once = new HashSet<>();
    Set<MonthDay> yearly = new HashSet<>();
    String read = String.valueOf(zone);
    try {
      ZoneId where = zone == null ? WorkDays.USUAL.zone() : ZoneId.of(zone);
      for (String day : holidays) {
        read = String.valueOf(day);
        if (read.matches("\\d\\d-\\d\\d")) {
          yearly.add(MonthDay.parse("--" + read));
        } else {
          once.add(LocalDate.parse(read));
        }
      }
      return new WorkDays(
          where, weekend == null ? WorkDays.USUAL.weekend() : Set.copyOf(weekend), once, yearly);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "calendar: '" + read + "' is no zone as Europe/Berlin, and no day as 2026-04-03 or 12-25",
          e);
    }
  }
}
