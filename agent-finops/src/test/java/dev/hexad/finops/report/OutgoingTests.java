package dev.hexad.finops.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.finops.settings.ReportSchedule;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class OutgoingTests {
  private static final LocalDate DUE = LocalDate.parse("2026-03-04");

  @Test
  void tellsWholeMonthsAndWeeks() {
    assertThat(Outgoing.Days.of(ReportSchedule.Days.LAST_MONTH, DUE))
        .isEqualTo(new Outgoing.Days(LocalDate.parse("2026-02-01"), LocalDate.parse("2026-02-28")));
    assertThat(Outgoing.Days.of(ReportSchedule.Days.LAST_WEEK, DUE))
        .isEqualTo(new Outgoing.Days(LocalDate.parse("2026-02-23"), LocalDate.parse("2026-03-01")));
    assertThat(Outgoing.Days.of(ReportSchedule.Days.YESTERDAY, DUE).to())
        .isEqualTo(LocalDate.parse("2026-03-03"));
  }

  private static ReportSchedule schedule(String cron, String to, String url) {
    return new ReportSchedule("monthly", cron, null, null, null, null, to, url, null);
  }

  @Test
  void refusesSchedulesThatCannotWork() {
    assertThatThrownBy(() -> schedule("every day", "a@example.org", null))
        .hasMessageContaining("'monthly'");
    assertThatThrownBy(() -> schedule("0 0 8 1 * *", null, null))
        .hasMessageContaining("either addresses in 'to' or a 'url'");
    assertThatThrownBy(() -> schedule("0 0 8 1 * *", null, "https://example.org"))
        .hasMessageContaining("secret to sign with");
  }
}
