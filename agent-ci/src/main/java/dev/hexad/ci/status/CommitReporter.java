package dev.hexad.ci.status;

import dev.hexad.ci.repository.Repositories;
import dev.hexad.ci.repository.Repositories.Repository;
import dev.hexad.ci.repository.RepositoryHosts;
import dev.hexad.ci.status.CommitReports.Report;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.githost.api.CheckReport;
import dev.hexad.githost.api.GitHost;
import dev.hexad.githost.api.Markdown;
import dev.hexad.githost.api.RepositoryName;
import dev.hexad.githost.api.StatusReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Brings reports to Git hosts; what a host does not take is tried again, up to a day. */
@Component
final class CommitReporter {
  private static final Logger log = LoggerFactory.getLogger(CommitReporter.class);
  private static final int BATCH = 20;
  private static final int MAX_ATTEMPTS = 20;
  private static final String NAME = "hexad";
  private static final String PLAN_NAME = "hexad/plan";

  private final CommitReports reports;
  private final ReportText text;
  private final Repositories repositories;
  private final RepositoryHosts hosts;
  private final String publicUrl;

  CommitReporter(
      CommitReports reports,
      ReportText text,
      Repositories repositories,
      RepositoryHosts hosts,
      @Value("${hexad.public-url:}") String publicUrl) {
    this.reports = reports;
    this.text = text;
    this.repositories = repositories;
    this.hosts = hosts;
    this.publicUrl = publicUrl.replaceFirst("/+$", "");
  }

  @Scheduled(fixedDelay = 1_000)
  void tellAll() {
    List<Report> due = reports.claim(BATCH);
    for (Report report : due) {
      try {
        reports.told(report, tell(report).orElse(null));
      } catch (HexadException e) {
        boolean again = e.type().retryable() && report.attempts() < MAX_ATTEMPTS;
        Duration pause = Duration.ofSeconds(Math.min(3_600, 5L << Math.min(10, report.attempts())));
        reports.failed(report, e.problem().detail(), again ? pause : null);
        log.atWarn()
            .addKeyValue("run", report.runId())
            .log("a Git host was not told: {}", e.problem().detail());
      }
    }
  }

  private Optional<String> tell(Report report) {
    Repository repository =
        repositories
            .find(report.applicationId())
            .orElseThrow(() -> HexadException.notFound("application", report.applicationId()));
    GitHost host = hosts.of(repository);
    RepositoryName name = RepositoryName.ofCloneUrl(repository.url());
    StatusReport.State state = state(report.state());
    String title = text.title(report);
    var check =
        new CheckReport(
            report.isPlan() ? PLAN_NAME : NAME,
            report.commit(),
            state,
            title,
            text.summary(report),
            text.failures(report),
            List.of(),
            link(report),
            null);
    Optional<String> id = host.check(name, check, Optional.ofNullable(report.checkId()));
    boolean comments = report.isPlan() || state != StatusReport.State.RUNNING;
    if (report.pullRequest() != null && comments) {
      host.upsertComment(
          name,
          report.pullRequest(),
          report.isPlan() ? PLAN_NAME : "hexad/run",
          "### "
              + Markdown.escape(title)
              + "\n\n"
              + text.summary(report)
              + "\n\n"
              + text.failures(report));
    }
    return id;
  }

  private @Nullable String link(Report report) {
    return publicUrl.isEmpty() ? null : publicUrl + "/runs/" + report.runId();
  }

  private static StatusReport.State state(String run) {
    return switch (run) {
      case "SUCCEEDED" -> StatusReport.State.SUCCESS;
      case "FAILED" -> StatusReport.State.FAILURE;
      case "CANCELLED" -> StatusReport.State.CANCELLED;
      default -> StatusReport.State.RUNNING;
    };
  }
}
