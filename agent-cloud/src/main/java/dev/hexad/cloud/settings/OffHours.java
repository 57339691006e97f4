package dev.hexad.cloud.settings;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When resources run; otherwise they are stopped. What a schedule has stopped it starts again, and
 * nothing else.
 *
 * @param name unique
 * @param resources filter that finds those it is about
 * @param zone of the times, for example {@code Europe/Berlin}
 * @param from when they start on each of the days, for example {@code 07:00}
 * @param to when they stop on each of the days
 * @param days MONDAY to FRIDAY when absent
 * @param optOutTag key of a tag that leaves a resource out, {@code always-on} when absent
 */
public record OffHours(
    String name,
    String resources,
    String zone,
    String from,
    String to,
    List<DayOfWeek> days,
    @Nullable String optOutTag) {
  private static final List<DayOfWeek> WORK =
      List.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

  public OffHours {
    if (name == null || !name.matches("[a-z][a-z0-9-]{0,59}")) {
      throw new IllegalArgumentException(
          "the schedule '" + name + "' must be named by lower case letters, digits, dashes");
    }
    if (resources == null || resources.isBlank()) {
      throw new IllegalArgumentException("the schedule '" + name + "' names no resources");
    }
    days = days == null || days.isEmpty() ? WORK : List.copyOf(days);
    try {
      ZoneId.of(zone);
      if (!LocalTime.parse(from).isBefore(LocalTime.parse(to))) {
        throw new IllegalArgumentException(
            "the schedule '" + name + "' must start before it stops: " + from + " to " + to);
      }
    } catch (DateTimeException | NullPointerException e) {
      throw new IllegalArgumentException(
          "the schedule '"
              + name
              + "' needs a zone such as Europe/Berlin and times such as 07:00: "
              + e.getMessage(),
          e);
    }
  }

  public ZoneId place() {
    return ZoneId.of(zone);
  }

  public LocalTime start() {
    return LocalTime.parse(from);
  }

  public LocalTime stop() {
    return LocalTime.parse(to);
  }

  public Set<DayOfWeek> workdays() {
    return EnumSet.copyOf(days);
  }

  /** Key of the tag that leaves a resource out. */
  public String exempting() {
    return optOutTag == null ? "always-on" : optOutTag;
  }
}
