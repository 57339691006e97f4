package dev.hexad.ci.build;

import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.BuildFailed;
import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.event.TestSummary;
import dev.hexad.service.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was built; each end is kept together with the event that tells it. */
@Service
class Builds {
  private final JdbcClient jdbc;
  private final Outbox outbox;

  Builds(JdbcClient jdbc, Outbox outbox) {
    this.jdbc = jdbc;
    this.outbox = outbox;
  }

  /** A build in a list. */
  record Build(
      UUID id,
      UUID applicationId,
      String application,
      String commit,
      String state,
      @Nullable String version,
      @Nullable String image,
      @Nullable Integer testsPassed,
      @Nullable Integer testsFailed,
      long durationMillis,
      Instant finishedAt) {}

  @Transactional
  public void succeeded(
      UUID command, ChangeRef change, BuildParameters.Result result, Duration took) {
    boolean fresh =
        insert(
            command, change, "SUCCEEDED", result.version(), result.image(), result.tests(), took);
    if (fresh) {
      outbox.event(
          new BuildSucceeded(
              change, command, result.version(), result.image(), result.tests(), took.toMillis()));
    }
  }

  @Transactional
  public void failed(
      UUID command, ChangeRef change, String reason, @Nullable TestSummary tests, Duration took) {
    if (insert(command, change, "FAILED", null, null, tests, took)) {
      outbox.event(new BuildFailed(change, command, reason, tests, took.toMillis()));
    }
  }

  private boolean insert(
      UUID command,
      ChangeRef change,
      String state,
      @Nullable String version,
      @Nullable ImageRef image,
      @Nullable TestSummary tests,
      Duration took) {
    return jdbc.sql(
                """
                insert into build (id, application_id, application, commit_id, state, version,
                  image, tests_passed, tests_failed, duration_ms)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
            .param(command)
            .param(change.applicationId())
            .param(change.application())
            .param(change.commit())
            .param(state)
            .param(version)
            .param(image == null ? null : image.pinned())
            .param(tests == null ? null : tests.passed())
            .param(tests == null ? null : tests.failed())
            .param(took.toMillis())
            .update()
        == 1;
  }

  List<Build> latest(int limit) {
    return jdbc.sql("select * from build order by finished_at desc limit ?")
        .param(limit)
        .query((rs, n) ->
            new Build(
                rs.getObject("id", UUID.class),
                rs.getObject("application_id", UUID.class),
                rs.getString("application"),
                rs.getString("commit_id"),
                rs.getString("state"),
                rs.getString("version"),
                rs.getString("image"),
                rs.getObject("tests_passed", Integer.class),
                rs.getObject("tests_failed", Integer.class),
                rs.getLong("duration_ms"),
                rs.getTimestamp("finished_at").toInstant()))
        .list();
  }
}
