package dev.hexad.finops.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class PdfReportTests {
  @Test
  void tellsAllLinesOnAsManyPagesAsItTakes() throws IOException {
    List<Report.Line> lines =
        IntStream.range(0, 120)
            .mapToObj(i -> new Report.Line("service " + i, BigDecimal.TEN, BigDecimal.ONE))
            .toList();
    var report =
        new Report(
            LocalDate.parse("2026-01-01"),
            LocalDate.parse("2026-01-31"),
            "effective",
            true,
            List.of(
                new Report.Section(
                    "service", "EUR", new BigDecimal("1200"), new BigDecimal("120"), lines)));
    try (var pdf = new PdfReader(PdfReport.of(report))) {
      assertThat(pdf.getNumberOfPages()).isGreaterThan(1);
      var text = new StringBuilder();
      for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
        text.append(new PdfTextExtractor(pdf).getTextFromPage(page));
      }
      assertThat(text)
          .contains("Costs, 2026-01-01 to 2026-01-31")
          .contains("Sample data is part of these numbers")
          .contains("service 119")
          .contains("+900 %");
    }
  }

  @Test
  void hasGreekAndCyrillicLettersAndSaysWhichItHasNot() throws IOException {
    String known = text("Αποθήκη Склад Zürich Łódź");
    assertThat(known).contains("Αποθήκη Склад Zürich Łódź").doesNotContain("shown as ?");
    assertThat(text("倉庫 Nord")).contains("?? Nord").contains("does not have are shown as ?");
  }

  private static String text(String key) throws IOException {
    var report =
        new Report(
            LocalDate.parse("2026-01-01"),
            LocalDate.parse("2026-01-31"),
            "effective",
            false,
            List.of(
                new Report.Section(
                    "service",
                    "EUR",
                    BigDecimal.TEN,
                    BigDecimal.ONE,
                    List.of(new Report.Line(key, BigDecimal.TEN, BigDecimal.ONE)))));
    try (var pdf = new PdfReader(PdfReport.of(report))) {
      return new PdfTextExtractor(pdf).getTextFromPage(1);
    }
  }
}
