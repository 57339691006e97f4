package dev.hexad.finops.report;

import dev.hexad.finops.settings.ReportSchedule.Format;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.util.HtmlUtils;

/**
 * What a period cost, beside the days of the same number before it.
 *
 * @param sample whether sample data is part of it
 */
record Report(LocalDate from, LocalDate to, String metric, boolean sample, List<Section> sections) {
  Report {
    sections = List.copyOf(sections);
  }

  /** Costs by one dimension in one currency, the largest first. */
  record Section(
      String dimension, String currency, BigDecimal total, BigDecimal before, List<Line> lines) {
    Section {
      lines = List.copyOf(lines);
    }
  }

  /** What one thing cost. */
  record Line(String key, BigDecimal amount, BigDecimal before) {}

  /** Its bytes. */
  byte[] as(Format format) {
    return switch (format) {
      case HTML -> html().getBytes(StandardCharsets.UTF_8);
      case CSV -> csv().getBytes(StandardCharsets.UTF_8);
      case PDF -> PdfReport.of(this);
    };
  }

  /** One row for each line, for spreadsheets. */
  String csv() {
    var csv = new StringBuilder("from,to,metric,dimension,key,amount,before,currency\r\n");
    for (Section section : sections) {
      for (Line line : section.lines()) {
        csv.append(from)
            .append(',')
            .append(to)
            .append(',')
            .append(metric)
            .append(',')
            .append(section.dimension())
            .append(',')
            .append(cell(line.key()))
            .append(',')
            .append(line.amount().toPlainString())
            .append(',')
            .append(line.before().toPlainString())
            .append(',')
            .append(section.currency())
            .append("\r\n");
      }
    }
    return csv.toString();
  }

  /** Spreadsheets run what begins like a formula; a bill is not to be trusted with that. */
  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }

  /** A page that needs nothing else, to be opened, printed or sent. */
  String html() {
    var html = new StringBuilder();
    html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<title>Costs, ")
        .append(from)
        .append(" to ")
        .append(to)
        .append("</title><style>body{font:14px sans-serif;margin:2em;max-width:60em}")
        .append("table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:4px 8px;")
        .append("border-bottom:1px solid #ddd}.n{text-align:right}</style></head><body><h1>Costs, ")
        .append(from)
        .append(" to ")
        .append(to)
        .append("</h1><p>")
        .append(HtmlUtils.htmlEscape(metric))
        .append(" cost, beside as many days before.")
        .append(sample ? " <strong>Sample data is part of these numbers.</strong>" : "")
        .append("</p>");
    sections.forEach(section -> html(section, html));
    return html.append("</body></html>\n").toString();
  }

  private static void html(Section section, StringBuilder html) {
    html.append("<h2>By ")
        .append(HtmlUtils.htmlEscape(section.dimension()))
        .append("</h2><table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\" class=\"n\">")
        .append(section.currency())
        .append("</th><th scope=\"col\" class=\"n\">Before</th><th scope=\"col\" class=\"n\">")
        .append("Change</th></tr></thead><tbody>");
    for (Line line : section.lines()) {
      row("td", HtmlUtils.htmlEscape(line.key()), line.amount(), line.before(), html);
    }
    row("th", "Together", section.total(), section.before(), html);
    html.append("</tbody></table>");
  }

  private static void row(
      String tag, String name, BigDecimal amount, BigDecimal before, StringBuilder html) {
    html.append("<tr><").append(tag).append('>').append(name).append("</").append(tag).append('>');
    for (String text : List.of(money(amount), money(before), change(amount, before))) {
      html.append('<').append(tag).append(" class=\"n\">").append(text);
      html.append("</").append(tag).append('>');
    }
    html.append("</tr>");
  }

  static String money(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  static String change(BigDecimal amount, BigDecimal before) {
    if (before.signum() == 0) {
      return amount.signum() == 0 ? "the same" : "new";
    }
    BigDecimal percent =
        amount
            .subtract(before)
            .multiply(BigDecimal.valueOf(100))
            .divide(before.abs(), 0, RoundingMode.HALF_EVEN);
    return (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + " %";
  }
}
