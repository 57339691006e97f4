package dev.hexad.ci.status;

import dev.hexad.ci.status.CommitReports.Report;
import dev.hexad.githost.api.Markdown;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a report says, in Markdown; text of users is escaped. */
@Component
class ReportText {
  private static final int MAX_FAILURES = 20;

  private final JdbcClient jdbc;

  ReportText(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Row(
      @Nullable String stage,
      String state,
      @Nullable String version,
      @Nullable String image,
      @Nullable Integer testsPassed,
      @Nullable Integer testsFailed,
      @Nullable Double coverage,
      @Nullable Double coverageBefore,
      long durationMs) {}

  String title(Report report) {
    String reason = report.reason();
    if (report.isPlan()) {
      return report.name() + (reason == null ? "" : ": " + reason);
    }
    return switch (report.state()) {
      case "RUNNING" -> "Running";
      case "SUCCEEDED" -> "Succeeded";
      default ->
          report.state().charAt(0)
              + report.state().substring(1).toLowerCase(Locale.ROOT)
              + (reason == null ? "" : ": " + reason);
    };
  }

  String summary(Report report) {
    if (report.isPlan()) {
      return String.valueOf(report.body());
    }
    List<Row> rows = rows(report.runId());
    if (rows.isEmpty()) {
      return Markdown.escape(title(report));
    }
    var table =
        new StringBuilder(
            "| Stage | State | Tests | Coverage | Version | Image | Time |\n"
                + "|---|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      table
          .append("| ")
          .append(Markdown.escape(String.valueOf(row.stage())))
          .append(" | ")
          .append(row.state().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(tests(row))
          .append(" | ")
          .append(coverage(row))
          .append(" | ")
          .append(row.version() == null ? "" : Markdown.code(row.version()))
          .append(" | ")
          .append(row.image() == null ? "" : Markdown.code(row.image()))
          .append(" | ")
          .append(Duration.ofMillis(row.durationMs()).toSeconds())
          .append(" s |\n");
    }
    return table.toString();
  }

  private static String tests(Row row) {
    return row.testsPassed() == null
        ? ""
        : row.testsPassed() + " passed, " + row.testsFailed() + " failed";
  }

  private static String coverage(Row row) {
    Double now = row.coverage();
    Double before = row.coverageBefore();
    if (now == null) {
      return "";
    }
    String text = String.format(Locale.ROOT, "%.2f %%", now);
    return before == null ? text : text + String.format(Locale.ROOT, " (%+.2f)", now - before);
  }

  /** The tests that failed, by name. */
  String failures(Report report) {
    if (report.isPlan()) {
      return "";
    }
    List<String> names =
        jdbc.sql(
                """
                select t.suite || ' ' || t.name from test_result t
                join build b on b.id = t.build_id
                where b.run_id = ? and t.outcome = 'FAILED' order by 1 limit ?
                """)
            .params(report.runId(), MAX_FAILURES)
            .query(String.class)
            .list();
    var text = new StringBuilder();
    names.forEach(name -> text.append("- ").append(Markdown.code(name)).append('\n'));
    return names.isEmpty() ? "" : "Failed tests:\n\n" + text;
  }

  private List<Row> rows(UUID run) {
    return jdbc.sql(
            """
            select b.stage, b.state, b.version, b.image, b.tests_passed, b.tests_failed, b.coverage,
              b.duration_ms,
              (select o.coverage from build o join repository r
                 on r.application_id = o.application_id
               where o.application_id = b.application_id and o.stage = b.stage
                 and o.ref = 'refs/heads/' || r.default_branch and o.coverage is not null
                 and o.finished_at < b.finished_at
               order by o.finished_at desc limit 1) as coverage_before
            from build b where b.run_id = ? order by b.finished_at
            """)
        .param(run)
        .query(Row.class)
        .list();
  }
}
