package dev.hexad.monitoring.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is on call: people take turns of so many days, at the hour of the first hand-over in the time
 * zone, whatever daylight saving does.
 *
 * @param zone for example {@code Europe/Berlin}
 * @param from when the first one begins
 * @param days of each turn
 * @param people channels, in their order
 */
public record Schedule(
    String name, @Nullable String zone, Instant from, @Nullable Integer days, List<String> people) {
  private static final int USUAL_DAYS = 7;

  public Schedule {
    Names.require("the schedule", name);
    zone = zone == null ? "UTC" : zone;
    ZoneId.of(zone);
    if (from == null) {
      throw new IllegalArgumentException("the schedule '" + name + "' has no from");
    }
    days = days == null ? USUAL_DAYS : days;
    if (days < 1 || people == null || people.isEmpty()) {
      throw new IllegalArgumentException(
          "the schedule '" + name + "' needs days of 1 or more, and people");
    }
    people = List.copyOf(people);
  }

  /** The channel of who is on call at a time; before the begin it is the first one. */
  public String at(Instant time) {
    ZoneId at = ZoneId.of(zone());
    ZonedDateTime first = from.atZone(at);
    long turns = Math.max(0, ChronoUnit.DAYS.between(first, time.atZone(at)) / days());
    return people.get((int) (turns % people.size()));
  }

  /** How long a turn lasts, without what daylight saving adds or takes. */
  public Duration turn() {
    return Duration.ofDays(days());
  }

  @Override
  public Integer days() {
    return days == null ? USUAL_DAYS : days;
  }

  @Override
  public String zone() {
    return zone == null ? "UTC" : zone;
  }
}
