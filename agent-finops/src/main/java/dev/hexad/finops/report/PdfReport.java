package dev.hexad.finops.report;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/** Writes a report as PDF. */
final class PdfReport {
  private static final float[] WIDTHS = {5, 2, 2, 1.4f};

  private PdfReport() {}

  static byte[] of(Report report) {
    var bytes = new ByteArrayOutputStream();
    try (var document = new Document(PageSize.A4, 40, 40, 40, 40)) {
      PdfWriter.getInstance(document, bytes);
      document.addTitle("Costs, " + report.from() + " to " + report.to());
      document.setDocumentLanguage("en");
      document.open();
      document.add(
          new Paragraph("Costs, " + report.from() + " to " + report.to(), PdfFont.TITLE.font()));
      document.add(
          new Paragraph(
              report.metric()
                  + " cost, beside as many days before."
                  + (report.sample() ? " Sample data is part of these numbers." : ""),
              PdfFont.PLAIN.font()));
      if (report.sections().isEmpty()) {
        document.add(new Paragraph("Nothing was charged.", PdfFont.PLAIN.font()));
      }
      for (Report.Section section : report.sections()) {
        var heading = new Paragraph("By " + section.dimension(), PdfFont.HEADING.font());
        heading.setSpacingBefore(12);
        heading.setSpacingAfter(4);
        document.add(heading);
        document.add(table(section));
      }
      if (!complete(report)) {
        document.add(
            new Paragraph(
                "Letters that the font does not have are shown as ?; the page and the CSV have them.",
                PdfFont.PLAIN.font()));
      }
    }
    return bytes.toByteArray();
  }

  private static boolean complete(Report report) {
    return report.sections().stream()
        .flatMap(section -> section.lines().stream())
        .allMatch(line -> PdfFont.PLAIN.has(line.key()));
  }

  private static PdfPTable table(Report.Section section) {
    var table = new PdfPTable(WIDTHS);
    table.setWidthPercentage(100);
    table.setHeaderRows(1);
    row(table, PdfFont.BOLD, "Name", section.currency(), "Before", "Change");
    for (Report.Line line : section.lines()) {
      row(table, PdfFont.PLAIN, line.key(), line.amount(), line.before());
    }
    row(table, PdfFont.BOLD, "Together", section.total(), section.before());
    return table;
  }

  private static void row(
      PdfPTable table, PdfFont font, String name, BigDecimal amount, BigDecimal before) {
    row(
        table,
        font,
        name,
        Report.money(amount),
        Report.money(before),
        Report.change(amount, before));
  }

  private static void row(PdfPTable table, PdfFont font, String name, String... numbers) {
    table.addCell(cell(name, font, Element.ALIGN_LEFT));
    List.of(numbers).forEach(number -> table.addCell(cell(number, font, Element.ALIGN_RIGHT)));
  }

  private static PdfPCell cell(String text, PdfFont font, int alignment) {
    var cell = new PdfPCell(new Phrase(font.known(text), font.font()));
    cell.setHorizontalAlignment(alignment);
    cell.setBorder(PdfPCell.BOTTOM);
    cell.setPadding(3);
    return cell;
  }
}
