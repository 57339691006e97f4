package dev.hexad.finops.report;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.cost.Asked;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.settings.Metric;
import dev.hexad.service.web.RequiresScope;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/finops/report")
@RequiresScope("finops:read")
class ReportController {
  private final Reports reports;
  private final LiveConfiguration<FinopsSettings> settings;

  ReportController(Reports reports, LiveConfiguration<FinopsSettings> settings) {
    this.reports = reports;
    this.settings = settings;
  }

  /** What a period cost by service, account, application and owner, as a page or as CSV. */
  @GetMapping
  ResponseEntity<String> report(
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
      @RequestParam(defaultValue = "effective") String metric,
      @RequestParam(defaultValue = "html") String format) {
    boolean csv =
        switch (format) {
          case "html" -> false;
          case "csv" -> true;
          default ->
              throw new HexadException(
                  ProblemType.BAD_REQUEST, "'format' can be html or csv, not '" + format + "'.");
        };
    Report report =
        reports.of(from, to, Asked.word(Metric.class, "metric", metric), settings.current());
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType((csv ? "text/csv" : "text/html") + ";charset=UTF-8"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"costs-" + from + "-" + to + (csv ? ".csv\"" : ".html\""))
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .body(csv ? report.csv() : report.html());
  }
}
