package dev.hexad.monitoring.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hexad.monitoring.settings.WorkCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkDaysTests {
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

  @Test
  void expectsLessOnDaysOffAndOnHolidays() {
    WorkDays days = new WorkCalendar("Europe/Berlin", null, List.of("2026-04-08", "04-15")).days();
    assertThat(expected(days, LocalDate.parse("2026-04-04"))).isCloseTo(20, within(3.0));
    assertThat(expected(days, LocalDate.parse("2026-04-06"))).isCloseTo(100, within(3.0));
    assertThat(expected(days, LocalDate.parse("2026-04-08"))).isCloseTo(20, within(3.0));
    assertThat(expected(days, LocalDate.parse("2026-04-15"))).isCloseTo(20, within(3.0));
    assertThat(expected(WorkDays.USUAL, LocalDate.parse("2026-04-08"))).isCloseTo(100, within(3.0));
  }

  /** What is expected at noon of a day, after weeks with quiet weekends. */
  private static double expected(WorkDays days, LocalDate day) {
    var detector = new Detector();
    var random = new Random(11);
    Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    Instant at = MONDAY.atStartOfDay().toInstant(ZoneOffset.UTC);
    for (; at.isBefore(noon); at = at.plusSeconds(900)) {
      boolean off = days.slot(at) >= WorkDays.HOURS;
      detector.observe(at, days, (off ? 20 : 100) + random.nextGaussian());
    }
    return detector.observe(noon, days, 100).expected();
  }

  @Test
  void beginsDaysWhereThePeopleAre() {
    WorkDays days = new WorkCalendar("Asia/Tokyo", List.of(DayOfWeek.SUNDAY), List.of()).days();
    assertThat(days.slot(Instant.parse("2026-03-07T14:30:00Z"))).isEqualTo(23);
    assertThat(days.slot(Instant.parse("2026-03-07T15:30:00Z"))).isEqualTo(24);
  }

  @Test
  void saysWhatIsNoDay() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkCalendar(null, null, List.of("Easter")))
        .withMessageContaining("'Easter'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkCalendar("Berlin", null, List.of()))
        .withMessageContaining("'Berlin'");
  }
}
