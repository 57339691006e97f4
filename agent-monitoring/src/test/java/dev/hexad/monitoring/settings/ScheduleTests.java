package dev.hexad.monitoring.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.message.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTests {
  @Test
  void handsOverAtTheSameHourWhateverDaylightSavingDoes() {
    var schedule =
        new Schedule(
            "ops",
            "Europe/Berlin",
            Instant.parse("2026-03-23T08:00:00Z"),
            7,
            List.of("anna", "ben"));
    assertThat(schedule.at(Instant.parse("2026-03-30T06:59:00Z"))).isEqualTo("anna");
    assertThat(schedule.at(Instant.parse("2026-03-30T07:00:00Z"))).isEqualTo("ben");
    assertThat(schedule.at(Instant.parse("2026-04-06T07:00:00Z"))).isEqualTo("anna");
    assertThat(schedule.at(Instant.parse("2020-01-01T00:00:00Z"))).isEqualTo("anna");
  }

  @Test
  void readsTheOldConfigurationToo() {
    String old =
        """
        {"scrapeSeconds":2,"historyHours":24,"maxErrorRatio":0.05,"windowSeconds":30,
         "minRequests":20,"downAfterFailures":3}
        """;
    MonitoringSettings settings = Json.read(old, MonitoringSettings.class);
    assertThat(settings).isEqualTo(MonitoringSettings.DEFAULT);
  }

  @Test
  void saysWhichNameIsNotThere() {
    String wrong =
        """
        {"scrapeSeconds":2,"historyHours":24,"maxErrorRatio":0.05,"windowSeconds":30,
         "minRequests":20,"downAfterFailures":3,
         "routes":[{"channels":["pager"]}]}
        """;
    assertThatThrownBy(() -> Json.read(wrong, MonitoringSettings.class))
        .hasMessageContaining("'pager', which is not there");
  }
}
