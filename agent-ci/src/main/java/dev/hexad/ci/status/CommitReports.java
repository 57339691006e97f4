package dev.hexad.ci.status;

import dev.hexad.ci.repository.Repositories;
import dev.hexad.contracts.event.ChangeRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What Git hosts are to be told of runs, and what they have been told. */
@Repository
class CommitReports {
  private static final String RUN = "run";
  static final String PLAN = "plan:";

  private final JdbcClient jdbc;
  private final Repositories repositories;

  CommitReports(JdbcClient jdbc, Repositories repositories) {
    this.jdbc = jdbc;
    this.repositories = repositories;
  }

  /**
   * A run that a host is told of.
   *
   * @param kind {@code run}, or {@code plan:} and the stage where the plan is approved
   * @param state RUNNING, SUCCEEDED, FAILED or CANCELLED
   * @param body what a plan says, null for runs
   * @param checkId id of the check at the host, null before the first report
   */
  record Report(
      UUID runId,
      String kind,
      UUID applicationId,
      String commit,
      @Nullable Integer pullRequest,
      String name,
      String state,
      @Nullable String reason,
      @Nullable String body,
      @Nullable String checkId,
      int attempts) {
    boolean isPlan() {
      return kind.startsWith(PLAN);
    }
  }

  /** A run began; only those of full commits at hosts that take tokens are told. */
  void started(UUID runId, String name, ChangeRef change) {
    begin(runId, RUN, 1, new Text(name, null, null), change);
  }

  /**
   * What is told.
   *
   * @param body null for runs
   * @param subject hash of what is approved, null for runs
   */
  record Text(String name, @Nullable String body, @Nullable String subject) {}

  /** A plan waits for so many approvals. */
  void planned(UUID runId, String stage, int approvals, Text text, ChangeRef change) {
    begin(runId, PLAN + stage, approvals, text, change);
  }

  private void begin(UUID runId, String kind, int approvals, Text text, ChangeRef change) {
    boolean reportable =
        repositories
            .find(change.applicationId())
            .filter(r -> r.provider() != null && r.tokenSecret() != null)
            .isPresent();
    if (!reportable || !change.commit().matches("[0-9a-f]{40,64}")) {
      return;
    }
    Integer pull =
        change.pullRequest() == null
            ? null
            : Integer.valueOf(Math.toIntExact(change.pullRequest().number()));
    jdbc.sql(
            """
            insert into commit_report (run_id, kind, approvals, application_id, commit_id,
              pull_request, name, body, subject, state)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING') on conflict do nothing
            """)
        .params(
            Arrays.asList(
                runId,
                kind,
                approvals,
                change.applicationId(),
                change.commit(),
                pull,
                text.name(),
                text.body(),
                text.subject()))
        .update();
  }

  /** The run has ended, and with it the plans that nobody has decided on. */
  void finished(UUID runId, String state, @Nullable String reason) {
    end(runId, RUN, state, reason);
    jdbc.sql(
            """
            update commit_report
            set state = 'CANCELLED', reason = ?, attempts = 0, next_attempt_at = now()
            where run_id = ? and kind <> 'run' and state = 'RUNNING'
            """)
        .params("the run ended before", runId)
        .update();
  }

  /** Somebody said yes or no; with the last yes that is needed the plan is approved. */
  void decided(UUID runId, String stage, boolean approved, String by) {
    String kind = PLAN + stage;
    if (!approved) {
      end(runId, kind, "FAILED", "rejected by " + by);
      return;
    }
    boolean enough =
        jdbc.sql(
                """
                update commit_report set approved_by = array_append(array_remove(approved_by, ?), ?)
                where run_id = ? and kind = ?
                returning cardinality(approved_by) >= approvals
                """)
            .params(by, by, runId, kind)
            .query(Boolean.class)
            .optional()
            .orElse(false);
    if (enough) {
      end(runId, kind, "SUCCEEDED", "approved by " + by);
    }
  }

  private void end(UUID runId, String kind, String state, @Nullable String reason) {
    jdbc.sql(
            """
            update commit_report set state = ?, reason = ?, attempts = 0, next_attempt_at = now()
            where run_id = ? and kind = ?
            """)
        .params(Arrays.asList(state, reason, runId, kind))
        .update();
  }

  /** Claims reports that are due, so that of several instances one tells each. */
  List<Report> claim(int limit) {
    return jdbc.sql(
            """
            update commit_report set next_attempt_at = now() + interval '2 minutes'
            where (run_id, kind) in (
              select run_id, kind from commit_report
              where reported_state is distinct from state and next_attempt_at <= now()
              order by next_attempt_at limit ? for update skip locked)
            returning *
            """)
        .param(limit)
        .query(CommitReports::report)
        .list();
  }

  void told(Report report, @Nullable String checkId) {
    jdbc.sql(
            """
            update commit_report
            set reported_state = ?, check_id = coalesce(?, check_id), attempts = 0,
              next_attempt_at = now(), problem = null
            where run_id = ? and kind = ?
            """)
        .params(Arrays.asList(report.state(), checkId, report.runId(), report.kind()))
        .update();
  }

  /** Not told: tried again later, or given up when {@code again} is null. */
  void failed(Report report, String problem, @Nullable Duration again) {
    jdbc.sql(
            """
            update commit_report
            set attempts = attempts + 1, problem = ?,
              reported_state = case when ?::bigint is null then state else reported_state end,
              next_attempt_at = now() + make_interval(secs => coalesce(?, 0))
            where run_id = ? and kind = ?
            """)
        .params(
            Arrays.asList(
                problem,
                again == null ? null : again.toSeconds(),
                again == null ? null : again.toSeconds(),
                report.runId(),
                report.kind()))
        .update();
  }

  private static Report report(ResultSet rs, int row) throws SQLException {
    return new Report(
        rs.getObject("run_id", UUID.class),
        rs.getString("kind"),
        rs.getObject("application_id", UUID.class),
        rs.getString("commit_id"),
        rs.getObject("pull_request", Integer.class),
        rs.getString("name"),
        rs.getString("state"),
        rs.getString("reason"),
        rs.getString("body"),
        rs.getString("check_id"),
        rs.getInt("attempts"));
  }
}
