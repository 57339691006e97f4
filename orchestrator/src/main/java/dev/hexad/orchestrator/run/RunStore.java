package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.message.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs in PostgreSQL: one document per run, with a version that guards against lost updates. */
@Component
final class RunStore {
  private final JdbcClient jdbc;

  RunStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A run with the version that it was read at. */
  record Versioned(Run run, long version) {}

  /** Adds a run; false when it is there already. */
  boolean insert(Run run) {
    return jdbc.sql(
                """
                insert into run (id, tenant, application_id, name, state, version, created_at,
                  finished_at, ref, commit_id, author, document)
                values (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
            .param(run.id())
            .param(run.tenant())
            .param(run.applicationId())
            .param(run.name())
            .param(run.shown().name())
            .param(Timestamp.from(run.createdAt()))
            .param(timestamp(run.finishedAt()))
            .param(run.change() == null ? null : run.change().shortRef())
            .param(run.change() == null ? null : run.change().commit())
            .param(run.change() == null ? null : run.change().author())
            .param(Json.write(run))
            .update()
        == 1;
  }

  Optional<Versioned> find(UUID id) {
    return jdbc.sql("select document, version from run where id = ?")
        .param(id)
        .query(RunStore::versioned)
        .optional();
  }

  /**
   * Stores the next state of a run.
   *
   * @throws OptimisticLockingFailureException when somebody was faster
   */
  void update(Run run, long version) {
    int updated =
        jdbc.sql(
                """
                update run set state = ?, version = version + 1, finished_at = ?, ref = ?,
                  commit_id = ?, author = ?, document = ?
                where id = ? and version = ?
                """)
            .param(run.shown().name())
            .param(timestamp(run.finishedAt()))
            .param(run.change() == null ? null : run.change().shortRef())
            .param(run.change() == null ? null : run.change().commit())
            .param(run.change() == null ? null : run.change().author())
            .param(Json.write(run))
            .param(run.id())
            .param(version)
            .update();
    if (updated == 0) {
      throw new OptimisticLockingFailureException("run " + run.id() + " has changed");
    }
  }

  /** Remembers what a command is for, and when its time is up. */
  void remember(CommandRequest command, UUID run, int attempt, Instant now) {
    jdbc.sql(
            """
            insert into run_command
              (command_id, run_id, stage, attempt, due_at, capability, sent_at)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """)
        .param(command.commandId())
        .param(run)
        .param(String.valueOf(command.stage()))
        .param(attempt)
        .param(Timestamp.from(command.deadline()))
        .param(command.capability())
        .param(Timestamp.from(now))
        .update();
  }

  /** A command whose time is up. */
  record Due(UUID command, UUID run, String stage, int attempt) {}

  /** Commands of runs that go on whose time is up; those of ended runs are done with. */
  List<Due> due(Instant now, int limit) {
    jdbc.sql(
            """
            update run_command c set due_at = null from run r
            where c.due_at < ? and r.id = c.run_id
              and r.state in ('SUCCEEDED', 'FAILED', 'CANCELLED')
            """)
        .param(Timestamp.from(now))
        .update();
    return jdbc.sql(
            """
            select command_id, run_id, stage, attempt from run_command
            where due_at < ? order by due_at limit ?
            """)
        .params(Timestamp.from(now), limit)
        .query((rs, n) ->
            new Due(
                rs.getObject(1, UUID.class),
                rs.getObject(2, UUID.class),
                rs.getString(3),
                rs.getInt(4)))
        .list();
  }

  void lookedAt(UUID command) {
    jdbc.sql("update run_command set due_at = null where command_id = ?").param(command).update();
  }

  /** The run that a command belongs to. */
  Optional<Versioned> findByCommand(UUID command) {
    return jdbc.sql(
            "select document, version from run join run_command on run_id = id where command_id = ?")
        .param(command)
        .query(RunStore::versioned)
        .optional();
  }

  /** Runs by the time of their creation, as many as asked for and not more. */
  List<Versioned> list(String tenant, RunSearch search, int limit) {
    boolean oldestFirst = search.oldestFirst();
    String order = oldestFirst ? "asc" : "desc";
    String ref = search.ref();
    return jdbc.sql(
            """
            select document, version from run
            where tenant = :tenant
              and (cast(:application as uuid) is null or application_id = :application)
              and (cast(:states as text[]) is null or state = any (cast(:states as text[])))
              and (cast(:ref as text) is null or ref = :ref)
              and (cast(:commit as text) is null or commit_id like :commit)
              and (cast(:author as text) is null or author = :author)
              and (cast(:name as text) is null or name ilike :name)
              and (cast(:from as timestamptz) is null or created_at >= :from)
              and (cast(:to as timestamptz) is null or created_at < :to)
              and (cast(:cursor as uuid) is null or (created_at, id) %s
                   (select created_at, id from run where id = :cursor))
            order by created_at %s, id %s limit :limit
            """
                .formatted(oldestFirst ? ">" : "<", order, order))
        .param("tenant", tenant)
        .param("application", search.applicationId())
        .param("states", search.states())
        .param("ref", ref == null ? null : ref.replaceFirst("^refs/(heads|tags)/", ""))
        .param("commit", search.commitPrefix())
        .param("author", search.author())
        .param("name", search.namePart())
        .param("from", timestamp(search.from()))
        .param("to", timestamp(search.to()))
        .param("cursor", search.cursor())
        .param("limit", limit)
        .query(RunStore::versioned)
        .list();
  }

  /** Runs that ended within a time, newest first. */
  List<Run> ended(String tenant, @Nullable UUID application, Instant from, Instant to, int limit) {
    return jdbc
        .sql(
            """
            select document, version from run
            where tenant = :tenant and finished_at between :from and :to
              and (cast(:application as uuid) is null or application_id = :application)
            order by finished_at desc limit :limit
            """)
        .param("tenant", tenant)
        .param("application", application)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("limit", limit)
        .query(RunStore::versioned)
        .list()
        .stream()
        .map(Versioned::run)
        .toList();
  }

  private static Versioned versioned(ResultSet rs, int row) throws SQLException {
    return new Versioned(Json.read(rs.getString(1), Run.class), rs.getLong(2));
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
