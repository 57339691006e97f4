package dev.hexad.monitoring.incident;

import dev.hexad.agent.enrolment.OrchestratorClient.SuspectView;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.alert.Alert;
import dev.hexad.monitoring.alert.Place;
import dev.hexad.monitoring.settings.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class IncidentStore {
  private final JdbcClient jdbc;

  IncidentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A new one; empty when there is one of this key. */
  Optional<Incident> open(String key, Alert first, Instant now) {
    return jdbc.sql(
            """
            insert into incident (id, key, title, severity, application_id, application,
              environment, state, opened_at)
            values (?, ?, ?, ?, ?, ?, ?, 'OPEN', ?) on conflict do nothing returning *
            """)
        .param(Ids.next())
        .param(key)
        .param(first.what().title())
        .param(first.what().severity().name())
        .param(first.place().applicationId())
        .param(first.place().application())
        .param(first.place().environment())
        .param(Timestamp.from(now))
        .query(IncidentStore::incident)
        .optional();
  }

  /** The one of this key that is not over, locked. */
  Optional<Incident> lock(String key) {
    return jdbc.sql("select * from incident where key = ? and state <> 'RESOLVED' for update")
        .param(key)
        .query(IncidentStore::incident)
        .optional();
  }

  Optional<Incident> lock(UUID id) {
    return jdbc.sql("select * from incident where id = ? for update")
        .param(id)
        .query(IncidentStore::incident)
        .optional();
  }

  /** One with alerts that wait to be told, locked; empty when somebody else did it. */
  Optional<Incident> lockToTell(UUID id, Instant now) {
    return jdbc.sql(
            """
            select * from incident where id = ? and state <> 'RESOLVED' and untold > 0
              and quiet_until <= ? for update
            """)
        .params(id, Timestamp.from(now))
        .query(IncidentStore::incident)
        .optional();
  }

  /** One that nobody looks after, locked; empty when somebody else did it. */
  Optional<Incident> lockToEscalate(UUID id, Instant now) {
    return jdbc.sql(
            "select * from incident where id = ? and state = 'OPEN' and escalate_at <= ? for update")
        .params(id, Timestamp.from(now))
        .query(IncidentStore::incident)
        .optional();
  }

  Optional<Incident> find(UUID id) {
    return jdbc.sql("select * from incident where id = ?")
        .param(id)
        .query(IncidentStore::incident)
        .optional();
  }

  void join(UUID incident, UUID alert) {
    jdbc.sql("update alert set incident_id = ? where id = ?").params(incident, alert).update();
  }

  void join(UUID incident, List<UUID> alerts) {
    jdbc.sql("update alert set incident_id = ? where id = any (?)")
        .params(incident, alerts.toArray(UUID[]::new))
        .update();
  }

  /** Whether an alert of it is in one of these states, which are those of open ones. */
  boolean hasAlert(UUID incident, String... states) {
    return jdbc.sql(
            """
            select exists (
              select 1 from alert
              where incident_id = ? and state = any (?) and state <> 'RESOLVED')
            """)
        .params(incident, states)
        .query(Boolean.class)
        .single();
  }

  List<UUID> toAcknowledge(UUID incident) {
    return jdbc.sql("select id from alert where incident_id = ? and state = 'FIRING' order by id")
        .param(incident)
        .query(UUID.class)
        .list();
  }

  /** What is told of its alerts, those that fire first. */
  List<String> lines(UUID incident) {
    return jdbc.sql(
            """
            select title || ': ' || description || case when state = 'RESOLVED'
              then ' (over: ' || coalesce(resolution, '') || ')' else '' end
            from alert where incident_id = ?
            order by state = 'RESOLVED', raised_at limit 20
            """)
        .param(incident)
        .query(String.class)
        .list();
  }

  /** Counts a change that is told; gives its number. */
  int told(UUID id, @Nullable Instant quietUntil) {
    return jdbc.sql(
            """
            update incident set changes = changes + 1, untold = 0,
              quiet_until = coalesce(?, quiet_until)
            where id = ? returning changes
            """)
        .param(quietUntil == null ? null : Timestamp.from(quietUntil))
        .param(id)
        .query(Integer.class)
        .single();
  }

  void untold(UUID id, int alerts) {
    jdbc.sql("update incident set untold = untold + ? where id = ?").params(alerts, id).update();
  }

  void worse(UUID id, Severity severity) {
    jdbc.sql("update incident set severity = ? where id = ?").params(severity.name(), id).update();
  }

  void state(UUID id, Incident.State state, @Nullable String who, Instant now) {
    jdbc.sql(
            """
            update incident set state = :state,
              acknowledged_at = case :state when 'ACKNOWLEDGED' then cast(:now as timestamptz) when 'OPEN' then null
                else acknowledged_at end,
              acknowledged_by = case :state when 'ACKNOWLEDGED' then :who when 'OPEN' then null
                else acknowledged_by end,
              resolved_at = case :state when 'RESOLVED' then cast(:now as timestamptz) end,
              escalate_at = case :state when 'OPEN' then escalate_at end
            where id = :id
            """)
        .param("state", state.name())
        .param("who", who)
        .param("now", Timestamp.from(now))
        .param("id", id)
        .update();
  }

  void escalateAt(UUID id, int taken, @Nullable Instant next) {
    jdbc.sql("update incident set escalated = ?, escalate_at = ? where id = ?")
        .param(taken)
        .param(next == null ? null : Timestamp.from(next))
        .param(id)
        .update();
  }

  List<UUID> toEscalate(Instant now) {
    return jdbc.sql("select id from incident where escalate_at <= ? and state = 'OPEN'")
        .param(Timestamp.from(now))
        .query(UUID.class)
        .list();
  }

  List<UUID> toTell(Instant now) {
    return jdbc.sql(
            """
            select id from incident where state <> 'RESOLVED' and untold > 0 and quiet_until <= ?
            """)
        .param(Timestamp.from(now))
        .query(UUID.class)
        .list();
  }

  /**
   * Those of the last hour whose suspects are not known, and open ones of the last half hour where
   * they were looked for some time ago: the metrics say more now.
   */
  List<Incident> toSuspect(Instant now, Duration again) {
    return jdbc.sql(
            """
            select * from incident
            where suspects is null and suspects_note is null and opened_at > :hour
              or state <> 'RESOLVED' and application_id is not null and opened_at > :half
                and suspects_at < :last
            """)
        .param("hour", Timestamp.from(now.minus(Duration.ofHours(1))))
        .param("half", Timestamp.from(now.minus(Duration.ofMinutes(30))))
        .param("last", Timestamp.from(now.minus(again)))
        .query(IncidentStore::incident)
        .list();
  }

  void suspects(UUID id, List<SuspectView> suspects, String note, Instant now) {
    jdbc.sql(
            """
            update incident set suspects = ?::jsonb, suspects_note = ?, suspects_at = ?
            where id = ?
            """)
        .param(Json.write(suspects))
        .param(note)
        .param(Timestamp.from(now))
        .param(id)
        .update();
  }

  void note(UUID id, Instant at, String kind, String text, @Nullable String who) {
    jdbc.sql("insert into incident_entry (incident_id, at, kind, text, who) values (?, ?, ?, ?, ?)")
        .param(id)
        .param(Timestamp.from(at))
        .param(kind)
        .param(text)
        .param(who)
        .update();
  }

  /** A line of the time line. */
  record Entry(Instant at, String kind, String text, @Nullable String who) {}

  List<Entry> entries(UUID id) {
    return jdbc.sql(
            "select at, kind, text, who from incident_entry where incident_id = ? order by id")
        .param(id)
        .query((rs, row) ->
            new Entry(
                rs.getTimestamp(1).toInstant(), rs.getString(2), rs.getString(3), rs.getString(4)))
        .list();
  }

  List<Incident> page(
      boolean open,
      @Nullable UUID applicationId,
      @Nullable String environment,
      @Nullable UUID before,
      int limit) {
    return jdbc.sql(
            """
            select * from incident where (not :open or state <> 'RESOLVED')
              and (cast(:application as uuid) is null or application_id = :application)
              and (cast(:environment as text) is null or environment = :environment)
              and (cast(:before as uuid) is null
                or (opened_at, id) < (select opened_at, id from incident where id = :before))
            order by opened_at desc, id desc limit :limit
            """)
        .param("open", open)
        .param("application", applicationId)
        .param("environment", environment)
        .param("before", before)
        .param("limit", limit)
        .query(IncidentStore::incident)
        .list();
  }

  private static Incident incident(ResultSet rs, int row) throws SQLException {
    String suspects = rs.getString("suspects");
    return new Incident(
        rs.getObject("id", UUID.class),
        rs.getString("key"),
        rs.getString("title"),
        Severity.valueOf(rs.getString("severity")),
        new Place(
            rs.getObject("application_id", UUID.class),
            rs.getString("application"),
            rs.getString("environment")),
        Incident.State.valueOf(rs.getString("state")),
        rs.getTimestamp("opened_at").toInstant(),
        instant(rs, "acknowledged_at"),
        rs.getString("acknowledged_by"),
        instant(rs, "resolved_at"),
        rs.getInt("changes"),
        instant(rs, "quiet_until"),
        rs.getInt("untold"),
        rs.getInt("escalated"),
        suspects == null ? null : List.of(Json.read(suspects, SuspectView[].class)),
        rs.getString("suspects_note"));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp time = rs.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
