package dev.hexad.cloud.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cloud.settings.OffHours;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnTests {
  private static final OffHours BERLIN = hours("Europe/Berlin", "07:00", "19:00");

  private static OffHours hours(String zone, String from, String to) {
    return new OffHours("office", "type = x", zone, from, to, List.of(), null);
  }

  @ParameterizedTest
  @CsvSource({
    // Monday: before work, at its begin, in the evening.
    "2026-06-01T04:59:59Z, STOP, 2026-05-29T17:00:00Z, 2026-06-01T05:00:00Z",
    "2026-06-01T05:00:00Z, START, 2026-06-01T05:00:00Z, 2026-06-01T17:00:00Z",
    "2026-06-01T20:00:00Z, STOP, 2026-06-01T17:00:00Z, 2026-06-02T05:00:00Z",
    // Over the weekend.
    "2026-06-06T12:00:00Z, STOP, 2026-06-05T17:00:00Z, 2026-06-08T05:00:00Z",
    // Winter time begins on Sunday, 25 October.
    "2026-10-24T12:00:00Z, STOP, 2026-10-23T17:00:00Z, 2026-10-26T06:00:00Z"
  })
  void knowsTheLastAndTheNext(String now, Turn.Kind kind, String last, String next) {
    Instant at = Instant.parse(now);
    assertThat(Turn.last(BERLIN, at)).isEqualTo(new Turn(kind, Instant.parse(last)));
    assertThat(Turn.next(BERLIN, at).at()).isEqualTo(Instant.parse(next));
  }

  @ParameterizedTest
  @CsvSource({"Mars/Base, 07:00, 19:00", "Europe/Berlin, 7, 19:00", "Europe/Berlin, 19:00, 07:00"})
  void refusesWhatIsNoTime(String zone, String from, String to) {
    assertThatThrownBy(() -> hours(zone, from, to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'office'");
  }

  @Test
  void worksFromMondayToFridayUnlessToldOtherwise() {
    assertThat(BERLIN.workdays()).hasSize(5);
    assertThat(BERLIN.exempting()).isEqualTo("always-on");
  }
}
