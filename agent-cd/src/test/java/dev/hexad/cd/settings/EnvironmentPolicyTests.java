package dev.hexad.cd.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.message.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentPolicyTests {
  private static EnvironmentPolicy policy(String json) {
    return Json.read(json.replace('\'', '"'), EnvironmentPolicy.class);
  }

  private static final EnvironmentPolicy OFFICE =
      policy(
          """
          {'windows': [
            {'days': ['MONDAY', 'FRIDAY'], 'from': '09:00', 'to': '17:00', 'zone': 'Europe/Berlin'},
            {'days': ['WEDNESDAY'], 'from': '22:00', 'to': '02:00'}],
           'freezes': [{'from': '2026-12-21T00:00:00Z', 'to': '2027-01-04T00:00:00Z',
             'reason': 'holidays'}]}
          """);

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:00:00Z, ''", // Monday, 9 in Berlin
    "2026-11-23T07:59:59Z, outside its windows; the next one opens at 2026-11-23T08:00:00Z",
    "2026-11-23T16:00:00Z, outside its windows; the next one opens at 2026-11-25T22:00:00Z",
    "2026-11-25T23:00:00Z, ''", // Wednesday night
    "2026-11-26T01:59:00Z, ''", // and after midnight
    "2026-11-26T02:00:00Z, outside its windows; the next one opens at 2026-11-27T08:00:00Z",
    "2026-12-21T10:00:00Z, frozen until 2027-01-04T00:00:00Z: holidays"
  })
  void knowsWhenItIsClosed(Instant now, String why) {
    assertThat(OFFICE.closed(now).orElse("")).isEqualTo(why);
  }

  @Test
  void isOpenWhereNobodySaysAnything() {
    assertThat(policy("{}").closed(Instant.EPOCH)).isEmpty();
    assertThat(policy("{}").heals()).isFalse();
  }

  @Test
  void refusesWhatIsNoTime() {
    assertThatThrownBy(
            () -> policy("{'windows': [{'from': '09:00', 'to': '17:00', 'zone': 'Moon'}]}"))
        .hasStackTraceContaining("no time zone 'Moon'");
    assertThatThrownBy(() ->
            policy("{'freezes': [{'from': '2027-01-01T00:00:00Z', 'to': '2026-01-01T00:00:00Z'}]}"))
        .hasStackTraceContaining("later 'to'");
  }
}
