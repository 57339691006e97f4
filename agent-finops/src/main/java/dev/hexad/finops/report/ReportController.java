package dev.hexad.finops.report;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.finops.cost.Asked;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.settings.Metric;
import dev.hexad.finops.settings.ReportSchedule.Format;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/finops")
@RequiresScope("finops:read")
class ReportController {
  private final Reports reports;
  private final Deliveries deliveries;
  private final LiveConfiguration<FinopsSettings> settings;

  ReportController(
      Reports reports, Deliveries deliveries, LiveConfiguration<FinopsSettings> settings) {
    this.reports = reports;
    this.deliveries = deliveries;
    this.settings = settings;
  }

  /** What a period cost by service, account, application and owner: as a page, CSV or PDF. */
  @GetMapping("/report")
  ResponseEntity<byte[]> report(
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
      @RequestParam(defaultValue = "effective") String metric,
      @RequestParam(defaultValue = "html") String format) {
    Format wanted = Asked.word(Format.class, "format", format);
    Report report =
        reports.of(from, to, Asked.word(Metric.class, "metric", metric), settings.current());
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(wanted.contentType()))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"costs-" + from + "-" + to + "." + format + "\"")
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .body(report.as(wanted));
  }

  /** Reports that were due, the newest first. */
  @GetMapping("/reports")
  Page<Deliveries.Delivery> deliveries(
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(deliveries.page(cursor, size + 1), size, last -> last.id().toString());
  }
}
