package dev.hexad.ci.status;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What goes on for pull requests, as far as their hosts are told of it. */
@Repository
public class PullRequestRuns {
  private final JdbcClient jdbc;

  PullRequestRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A plan that nobody has decided on.
   *
   * @param stage where it is approved
   * @param subject hash of what the host was told
   */
  public record WaitingPlan(UUID runId, String stage, String subject) {}

  public List<WaitingPlan> waitingPlans(UUID applicationId, int pullRequest) {
    return jdbc.sql(
            """
            select run_id, kind, subject from commit_report
            where application_id = ? and pull_request = ? and state = 'RUNNING'
              and kind like 'plan:%' and subject is not null
            order by run_id, kind
            """)
        .params(applicationId, pullRequest)
        .query((rs, row) ->
            new WaitingPlan(
                rs.getObject(1, UUID.class),
                rs.getString(2).substring(CommitReports.PLAN.length()),
                rs.getString(3)))
        .list();
  }

  /** Runs that have not ended. */
  public List<UUID> open(UUID applicationId, int pullRequest) {
    return jdbc.sql(
            """
            select run_id from commit_report
            where application_id = ? and pull_request = ? and state = 'RUNNING' and kind = 'run'
            order by run_id
            """)
        .params(applicationId, pullRequest)
        .query(UUID.class)
        .list();
  }
}
