package dev.hexad.cloud.schedule;

import dev.hexad.cloud.settings.OffHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A moment at which a schedule starts or stops. */
record Turn(Kind kind, Instant at) {
  /** What is done then. */
  enum Kind {
    START,
    STOP
  }

  private static final int DAYS = 8;

  /** The last one; what it asks for holds until the next one. */
  static Turn last(OffHours hours, Instant now) {
    LocalDate today = now.atZone(hours.place()).toLocalDate();
    return IntStream.rangeClosed(0, DAYS)
        .mapToObj(today::minusDays)
        .flatMap(day -> of(hours, day))
        .filter(turn -> !turn.at().isAfter(now))
        .max(Comparator.comparing(Turn::at))
        .orElseThrow();
  }

  static Turn next(OffHours hours, Instant now) {
    LocalDate today = now.atZone(hours.place()).toLocalDate();
    return IntStream.rangeClosed(0, DAYS)
        .mapToObj(today::plusDays)
        .flatMap(day -> of(hours, day))
        .filter(turn -> turn.at().isAfter(now))
        .min(Comparator.comparing(Turn::at))
        .orElseThrow();
  }

  private static Stream<Turn> of(OffHours hours, LocalDate day) {
    return hours.workdays().contains(day.getDayOfWeek())
        ? Stream.of(
            new Turn(Kind.START, at(hours, day, hours.start())),
            new Turn(Kind.STOP, at(hours, day, hours.stop())))
        : Stream.empty();
  }

  private static Instant at(OffHours hours, LocalDate day, LocalTime time) {
    return ZonedDateTime.of(day, time, hours.place()).toInstant();
  }
}
