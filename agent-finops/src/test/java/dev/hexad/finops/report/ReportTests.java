package dev.hexad.finops.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTests {
  private static Report report(String key, boolean sample) {
    return new Report(
        LocalDate.of(2026, 3, 1),
        LocalDate.of(2026, 3, 31),
        "effective",
        sample,
        List.of(
            new Report.Section(
                "service",
                "USD",
                new BigDecimal("12.345"),
                new BigDecimal("10"),
                List.of(new Report.Line(key, new BigDecimal("12.345"), new BigDecimal("10"))))));
  }

  @Test
  void namesOfABillDoNothingInAPage() {
    assertThat(report("<script>alert(1)</script>", false).html())
        .contains("&lt;script&gt;", "12.34", "+23 %")
        .doesNotContain("<script", "Sample data");
    assertThat(report("a", true).html()).contains("Sample data is part of these numbers.");
  }

  @Test
  void namesOfABillDoNothingInASpreadsheet() {
    assertThat(report("=HYPERLINK(\"x\")", false).csv())
        .isEqualTo(
            "from,to,metric,dimension,key,amount,before,currency\r\n"
                + "2026-03-01,2026-03-31,effective,service,\"'=HYPERLINK(\"\"x\"\")\",12.345,10,USD\r\n");
  }

  @Test
  void changesAreToldWithoutDividingByNothing() {
    assertThat(Report.change(BigDecimal.ONE, BigDecimal.ZERO)).isEqualTo("new");
    assertThat(Report.change(BigDecimal.ZERO, BigDecimal.ZERO)).isEqualTo("the same");
    assertThat(Report.change(BigDecimal.ONE, BigDecimal.TEN)).isEqualTo("-90 %");
    assertThat(Report.change(new BigDecimal("-5"), BigDecimal.TEN.negate())).isEqualTo("+50 %");
  }
}
