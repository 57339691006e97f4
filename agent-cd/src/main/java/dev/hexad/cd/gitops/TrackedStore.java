package dev.hexad.cd.gitops;

import dev.hexad.cd.repository.Repositories;
import dev.hexad.cd.target.Difference;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The environments that follow a branch. */
@Component
class TrackedStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  TrackedStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** Follows a branch from now on, or follows it in another way. */
  void put(Repositories.Repository repository, String environment, Tracking tracking) {
    String branch = tracking.branch() == null ? repository.defaultBranch() : tracking.branch();
    jdbc.sql(
            """
            insert into tracked (application_id, environment, application, branch, auto, prune,
              revert, paths, depends_on, poll_seconds, held, due_at, state)
            values (:id, :environment, :application, :branch, :auto, :prune, :revert,
              :paths::jsonb, :needs::jsonb, :poll, :held, :now, 'UNKNOWN')
            on conflict (application_id, environment) do update
            set application = excluded.application, branch = excluded.branch,
                auto = excluded.auto, prune = excluded.prune, revert = excluded.revert,
                paths = excluded.paths, depends_on = excluded.depends_on,
                poll_seconds = excluded.poll_seconds, held = excluded.held,
                due_at = excluded.due_at, state = excluded.state, digest = null
            """)
        .param("id", repository.applicationId())
        .param("environment", environment)
        .param("application", repository.application())
        .param("branch", branch)
        .param("auto", Boolean.TRUE.equals(tracking.auto()))
        .param("prune", Boolean.TRUE.equals(tracking.prune()))
        .param("revert", Boolean.TRUE.equals(tracking.revert()))
        .param("paths", Json.write(tracking.paths()))
        .param("needs", Json.write(tracking.dependsOn()))
        .param("poll", tracking.poll())
        .param("held", tracking.held())
        .param("now", now())
        .update();
  }

  void remove(UUID applicationId, String environment) {
    jdbc.sql("delete from tracked where application_id = ? and environment = ?")
        .params(applicationId, environment)
        .update();
  }

  Optional<Tracked> find(UUID applicationId, String environment) {
    return jdbc.sql("select * from tracked where application_id = ? and environment = ?")
        .params(applicationId, environment)
        .query(TrackedStore::tracked)
        .optional();
  }

  Tracked require(UUID applicationId, String environment) {
    return find(applicationId, environment)
        .orElseThrow(
            () -> HexadException.notFound("environment that follows a branch", environment));
  }

  /** In the order of the names. */
  List<Tracked> list(@Nullable UUID applicationId, int offset, int limit) {
    return jdbc.sql(
            """
            select * from tracked
            where (:id::uuid is null or application_id = :id::uuid)
            order by application, environment, application_id limit :limit offset :offset
            """)
        .param("id", applicationId)
        .param("limit", limit)
        .param("offset", offset)
        .query(TrackedStore::tracked)
        .list();
  }

  /** A push has come, or somebody asks. */
  void due(UUID applicationId, @Nullable String branch, @Nullable String environment) {
    jdbc.sql(
            """
            update tracked set due_at = :now
            where application_id = :id and (:branch::text is null or branch = :branch)
              and (:environment::text is null or environment = :environment)
            """)
        .param("now", now())
        .param("id", applicationId)
        .param("branch", branch)
        .param("environment", environment)
        .update();
  }

  /** Takes those that somebody has to look at now; another instance does not get them too. */
  List<Tracked> claim(int limit) {
    return jdbc.sql(
            """
            update tracked t set due_at = :now::timestamptz + make_interval(secs => t.poll_seconds)
            from (
              select application_id, environment from tracked k
              where due_at <= :now or deployment_id is distinct from (
                select d.id from deployment d
                where d.application_id = k.application_id and d.environment = k.environment
                  and d.state = 'STABLE')
              order by due_at limit :limit for update skip locked) due
            where t.application_id = due.application_id and t.environment = due.environment
            returning t.*
            """)
        .param("now", now())
        .param("limit", limit)
        .query(TrackedStore::tracked)
        .list();
  }

  /** Keeps what was found. */
  void keep(Tracked found) {
    jdbc.sql(
            """
            update tracked set state = :state, reason = :reason, commit_id = :commit,
              digest = :digest, deployment_id = :deployment, items = :items::jsonb,
              rendered = :rendered, run_id = :run, checked_at = :now
            where application_id = :id and environment = :environment
            """)
        .param("state", found.state().name())
        .param("reason", found.reason())
        .param("commit", found.commit())
        .param("digest", found.digest())
        .param("deployment", found.deployment())
        .param("items", Json.write(found.items()))
        .param("rendered", found.rendered())
        .param("run", found.runId())
        .param("now", now())
        .param("id", found.applicationId())
        .param("environment", found.environment())
        .update();
  }

  private static Tracked tracked(ResultSet rs, int row) throws SQLException {
    OffsetDateTime checked = rs.getObject("checked_at", OffsetDateTime.class);
    return new Tracked(
        rs.getObject("application_id", UUID.class),
        rs.getString("application"),
        rs.getString("environment"),
        new Tracking(
            rs.getString("branch"),
            rs.getBoolean("auto"),
            rs.getBoolean("prune"),
            rs.getBoolean("revert"),
            List.of(Json.read(rs.getString("paths"), String[].class)),
            List.of(Json.read(rs.getString("depends_on"), Tracking.Place[].class)),
            rs.getInt("poll_seconds"),
            rs.getString("held")),
        SyncState.valueOf(rs.getString("state")),
        rs.getString("reason"),
        rs.getString("commit_id"),
        rs.getString("digest"),
        rs.getObject("deployment_id", UUID.class),
        List.of(Json.read(rs.getString("items"), Difference[].class)),
        rs.getInt("rendered"),
        checked == null ? null : checked.toInstant(),
        rs.getObject("run_id", UUID.class));
  }
}
