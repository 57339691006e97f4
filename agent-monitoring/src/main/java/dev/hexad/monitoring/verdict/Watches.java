package dev.hexad.monitoring.verdict;

import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.scrape.Watched;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records what is seen while a rollout is watched, so that others can follow it. */
@Component
class Watches {
  private static final Logger log = LoggerFactory.getLogger(Watches.class);

  /** A watch that was not seen for so long has lost its agent. */
  static final Duration LOST_AFTER = Duration.ofSeconds(60);

  private final JdbcClient jdbc;
  private final Clock clock;

  Watches(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** How far a watch is. */
  enum State {
    RUNNING,
    /** Its agent was stopped or lost; it begins again when the command is taken up again. */
    INTERRUPTED,
    GIVEN
  }

  /** A watch as recorded. */
  record Watch(
      UUID id,
      UUID applicationId,
      String application,
      String environment,
      int revision,
      String role,
      @Nullable Integer baselineRevision,
      @Nullable String commit,
      String source,
      int windowSeconds,
      State state,
      VerifyParameters.Result interim,
      List<Series.Point> series,
      Instant startedAt) {}

  /** Begins a watch; one that was interrupted begins anew. */
  void begin(Rollout rollout, String source, VerifyParameters.Result interim) {
    Watched candidate = rollout.candidate();
    Watched baseline = rollout.baseline();
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            """
            insert into watch (id, application_id, application, environment, revision, role,
              baseline_revision, commit_id, source, window_seconds, state, interim, points,
              started_at, seen_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?::jsonb, '[]', ?, ?)
            on conflict (id) do update set state = 'RUNNING', interim = excluded.interim,
              points = '[]', started_at = excluded.started_at, seen_at = excluded.seen_at,
              baseline_revision = excluded.baseline_revision, source = excluded.source
            """)
        .param(rollout.id())
        .param(candidate.applicationId())
        .param(candidate.application())
        .param(candidate.environment())
        .param(candidate.revision())
        .param(candidate.role())
        .param(baseline == null ? null : baseline.revision())
        .param(candidate.commit())
        .param(source)
        .param((int) rollout.window().toSeconds())
        .param(Json.write(interim))
        .param(now)
        .param(now)
        .update();
  }

  /** Keeps what a look has shown; while the database is away, watching goes on. */
  void seen(UUID id, VerifyParameters.Result interim, List<Series.Point> points) {
    try {
      jdbc.sql(
              """
              update watch set interim = ?::jsonb, points = ?::jsonb, seen_at = ?
              where id = ? and state = 'RUNNING'
              """)
          .params(Json.write(interim), Json.write(points), Timestamp.from(clock.instant()), id)
          .update();
    } catch (DataAccessException e) {
      log.atDebug().setCause(e).log("a look is not recorded; the next one will be");
    }
  }

  /** It ends before the verdict. */
  void interrupted(UUID id) {
    try {
      jdbc.sql("update watch set state = 'INTERRUPTED' where id = ? and state = 'RUNNING'")
          .param(id)
          .update();
    } catch (DataAccessException e) {
      log.atDebug().setCause(e).log("an interruption is not recorded; it shows by its age");
    }
  }

  /** The verdict is given, in the transaction of the caller. */
  void given(UUID id) {
    jdbc.sql("update watch set state = 'GIVEN' where id = ?").param(id).update();
  }

  Optional<Watch> find(UUID id) {
    return jdbc.sql("select * from watch where id = ?")
        .param(id)
        .query((rs, row) -> watch(rs, clock.instant()))
        .optional();
  }

  private static Watch watch(ResultSet rs, Instant now) throws SQLException {
    return new Watch(
        rs.getObject("id", UUID.class),
        rs.getObject("application_id", UUID.class),
        rs.getString("application"),
        rs.getString("environment"),
        rs.getInt("revision"),
        rs.getString("role"),
        rs.getObject("baseline_revision", Integer.class),
        rs.getString("commit_id"),
        rs.getString("source"),
        rs.getInt("window_seconds"),
        state(rs.getString("state"), rs.getTimestamp("seen_at").toInstant(), now),
        Json.read(rs.getString("interim"), VerifyParameters.Result.class),
        List.of(Json.read(rs.getString("points"), Series.Point[].class)),
        rs.getTimestamp("started_at").toInstant());
  }

  /** The state as it is now: nobody writes down that an agent was lost. */
  static State state(String recorded, Instant seen, Instant now) {
    State state = State.valueOf(recorded);
    return state == State.RUNNING && seen.plus(LOST_AFTER).isBefore(now)
        ? State.INTERRUPTED
        : state;
  }
}
