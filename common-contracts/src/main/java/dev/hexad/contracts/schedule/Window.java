package dev.hexad.contracts.schedule;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A time of the week in which something may be changed.
 *
 * @param days on which it opens; every day when absent
 * @param from for example {@code 09:00}
 * @param to the end; up to the next day where it is not after {@code from}
 * @param zone for example {@code Europe/Berlin}, UTC when absent
 */
public record Window(
    @Nullable Set<DayOfWeek> days, LocalTime from, LocalTime to, @Nullable String zone) {
  public Window {
    if (from == null || to == null) {
      throw new IllegalArgumentException("a window needs 'from' and 'to'");
    }
    days = days == null || days.isEmpty() ? Set.of(DayOfWeek.values()) : Set.copyOf(days);
    try {
      ZoneId.of(zone == null ? "UTC" : zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("there is no time zone '" + zone + "'", e);
    }
  }

  private boolean opensOn(DayOfWeek day) {
    return days == null || days.contains(day);
  }

  /** Whether it is open at that moment. */
  public boolean open(Instant now) {
    ZonedDateTime here = here(now);
    LocalTime time = here.toLocalTime();
    if (from.isBefore(to)) {
      return opensOn(here.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
    }
    return opensOn(here.getDayOfWeek()) && !time.isBefore(from)
        || opensOn(here.getDayOfWeek().minus(1)) && time.isBefore(to);
  }

  /** When it opens next after that moment. */
  public Instant opens(Instant now) {
    ZonedDateTime here = here(now);
    for (int day = 0; day <= 7; day++) {
      ZonedDateTime start = here.plusDays(day).with(from);
      if (opensOn(start.getDayOfWeek()) && start.toInstant().isAfter(now)) {
        return start.toInstant();
      }
    }
    throw new IllegalStateException("a window that opens in no week");
  }

  private ZonedDateTime here(Instant now) {
    return now.atZone(ZoneId.of(zone == null ? "UTC" : zone));
  }
}
