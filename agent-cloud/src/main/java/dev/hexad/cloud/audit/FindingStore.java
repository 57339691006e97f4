package dev.hexad.cloud.audit;

import dev.hexad.cloud.search.Resource;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/** Findings with their life. */
@Repository
class FindingStore {
  private static final String WITH_EXCEPTION =
      """
      select f.*, x.text as exception from finding f left join lateral (
        select owner || ' until ' || to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD') || ': '
          || reason as text
        from finding_exception e
        where e.check_id = f.check_id and (e.uid is null or e.uid = f.uid) and e.expires_at > :now
        order by e.expires_at desc limit 1) x on true
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  FindingStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** One run of all checks. */
  record Run(
      UUID id,
      Instant startedAt,
      Instant finishedAt,
      int checks,
      int resources,
      int opened,
      int resolved,
      int open) {}

  /** Open findings of a day. */
  record Day(LocalDate day, Severity severity, int open, int excepted) {}

  /** Something that happened to a finding. */
  record Event(Instant at, String what, String who) {}

  /** Only one audit at a time; the lock ends with the transaction. */
  boolean begin() {
    return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('audit', 0))")
        .query(Boolean.class)
        .single();
  }

  /** Keeps what was found; true when it is new, or back again. */
  boolean found(Check check, Resource resource, String message, ObjectNode evidence, UUID run) {
    UUID id = Ids.derived("finding", check.id(), resource.uid());
    boolean opened =
        jdbc.sql(
                """
                insert into finding as f (id, check_id, severity, uid, provider, account, region,
                  type, resource_id, name, owner, state, message, evidence, opened_at, seen_at,
                  seen_run)
                values (:id, :check, :severity, :uid, :provider, :account, :region, :type,
                  :resource, :name, :owner, 'OPEN', :message, :evidence::jsonb, :now, :now, :run)
                on conflict (id) do update set state = 'OPEN', severity = excluded.severity,
                  message = excluded.message, evidence = excluded.evidence,
                  name = excluded.name, owner = excluded.owner,
                  opened_at = case when f.state = 'OPEN' then f.opened_at else excluded.opened_at end,
                  opened = f.opened + case when f.state = 'OPEN' then 0 else 1 end,
                  resolved_at = null, seen_at = excluded.seen_at, seen_run = excluded.seen_run
                returning opened_at = :now
                """)
            .param("id", id)
            .param("check", check.id())
            .param("severity", check.severity().name())
            .param("uid", resource.uid())
            .param("provider", resource.provider())
            .param("account", resource.account())
            .param("region", resource.region())
            .param("type", resource.type())
            .param("resource", resource.id())
            .param("name", resource.name())
            .param("owner", resource.owner())
            .param("message", message)
            .param("evidence", Json.write(evidence))
            .param("now", Timestamp.from(clock.instant()))
            .param("run", run)
            .query(Boolean.class)
            .single();
    if (opened) {
      event(id, "OPENED", "agent:cloud");
    }
    return opened;
  }

  void event(UUID finding, String what, String who) {
    jdbc.sql("insert into finding_event (finding_id, at, what, who) values (?, ?, ?, ?)")
        .params(finding, Timestamp.from(clock.instant()), what, who)
        .update();
  }

  /** What this run has not seen any more is right now. */
  int resolveUnseen(UUID run) {
    return jdbc.sql(
            """
            with over as (
              update finding set state = 'RESOLVED', resolved_at = :now
              where state = 'OPEN' and seen_run <> :run returning id),
            told as (
              insert into finding_event (finding_id, at, what, who)
              select id, :now, 'RESOLVED', 'agent:cloud' from over)
            select count(*) from over
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("run", run)
        .query(Integer.class)
        .single();
  }

  void finished(Run run) {
    jdbc.sql("insert into audit_run values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            run.id(),
            Timestamp.from(run.startedAt()),
            Timestamp.from(run.finishedAt()),
            run.checks(),
            run.resources(),
            run.opened(),
            run.resolved(),
            run.open())
        .update();
    jdbc.sql(
            """
            insert into finding_day (day, severity, open, excepted)
            select (:now at time zone 'UTC')::date, severity,
              count(*) filter (where exception is null),
              count(*) filter (where exception is not null)
            from (%s) f where state = 'OPEN' group by severity
            on conflict (day, severity) do update set open = excluded.open,
              excepted = excluded.excepted
            """
                .formatted(WITH_EXCEPTION))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  int open() {
    return jdbc.sql("select count(*) from finding where state = 'OPEN'")
        .query(Integer.class)
        .single();
  }

  List<Run> runs(int limit) {
    return jdbc.sql("select * from audit_run order by id desc limit ?")
        .param(limit)
        .query((rs, n) ->
            new Run(
                rs.getObject("id", UUID.class),
                rs.getTimestamp("started_at").toInstant(),
                rs.getTimestamp("finished_at").toInstant(),
                rs.getInt("checks"),
                rs.getInt("resources"),
                rs.getInt("opened"),
                rs.getInt("resolved"),
                rs.getInt("open")))
        .list();
  }

  List<Day> trend(int days) {
    return jdbc.sql(
            "select * from finding_day where day > (current_date - cast(? as int)) order by day, severity")
        .param(days)
        .query((rs, n) ->
            new Day(
                rs.getObject("day", LocalDate.class),
                Severity.valueOf(rs.getString("severity")),
                rs.getInt("open"),
                rs.getInt("excepted")))
        .list();
  }

  /** What a list is narrowed down by. */
  record Narrow(
      @Nullable String state,
      @Nullable String severity,
      @Nullable String checkId,
      @Nullable String account,
      @Nullable UUID uid) {}

  List<Finding> page(Narrow narrow, @Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            select * from (%s) f
            where (cast(:state as text) is null
                or upper(:state) = case when state = 'OPEN' and exception is not null
                  then 'EXCEPTED' else state end)
              and (cast(:severity as text) is null or severity = upper(:severity))
              and (cast(:check as text) is null or check_id = :check)
              and (cast(:account as text) is null or account = :account)
              and (cast(:uid as uuid) is null or uid = :uid)
              and (cast(:after as uuid) is null
                or (array_position(:order::text[], severity), id)
                  > (select array_position(:order::text[], a.severity), a.id from finding a
                     where a.id = :after))
            order by array_position(:order::text[], severity), id limit :limit
            """
                .formatted(WITH_EXCEPTION))
        .param("now", Timestamp.from(clock.instant()))
        .param("state", narrow.state())
        .param("severity", narrow.severity())
        .param("check", narrow.checkId())
        .param("account", narrow.account())
        .param("uid", narrow.uid())
        .param("after", after)
        .param("order", new String[] {"CRITICAL", "HIGH", "MEDIUM", "LOW"})
        .param("limit", limit)
        .query(FindingStore::finding)
        .list();
  }

  Finding require(UUID id) {
    return jdbc.sql(WITH_EXCEPTION + " where f.id = :id")
        .param("now", Timestamp.from(clock.instant()))
        .param("id", id)
        .query(FindingStore::finding)
        .optional()
        .orElseThrow(() -> HexadException.notFound("finding", id));
  }

  List<Event> history(UUID id) {
    return jdbc.sql("select * from finding_event where finding_id = ? order by id desc limit 500")
        .param(id)
        .query((rs, n) ->
            new Event(rs.getTimestamp("at").toInstant(), rs.getString("what"), rs.getString("who")))
        .list();
  }

  void except(
      UUID id, String check, @Nullable UUID uid, String owner, String reason, Instant expires) {
    jdbc.sql(
            """
            insert into finding_exception (id, check_id, uid, owner, reason, created_at, expires_at)
            values (:id, :check, :uid, :owner, :reason, :now, :expires)
            """)
        .param("id", id)
        .param("check", check)
        .param("uid", uid)
        .param("owner", owner)
        .param("reason", reason)
        .param("now", Timestamp.from(clock.instant()))
        .param("expires", Timestamp.from(expires))
        .update();
  }

  private static Finding finding(ResultSet rs, int row) throws SQLException {
    Timestamp resolved = rs.getTimestamp("resolved_at");
    String exception = rs.getString("exception");
    String state = rs.getString("state");
    return new Finding(
        rs.getObject("id", UUID.class),
        rs.getString("check_id"),
        Severity.valueOf(rs.getString("severity")),
        rs.getObject("uid", UUID.class),
        rs.getString("provider"),
        rs.getString("account"),
        rs.getString("region"),
        rs.getString("type"),
        rs.getString("resource_id"),
        rs.getString("name"),
        rs.getString("owner"),
        state.equals("OPEN") && exception != null ? "EXCEPTED" : state,
        rs.getString("message"),
        Json.mapper().readTree(rs.getString("evidence")),
        rs.getTimestamp("opened_at").toInstant(),
        rs.getTimestamp("seen_at").toInstant(),
        resolved == null ? null : resolved.toInstant(),
        rs.getInt("opened"),
        exception);
  }
}
