package dev.hexad.monitoring.alert;

import dev.hexad.contracts.event.Suspect;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.settings.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Alerts and what became of them. */
@Repository
class AlertStore {
  private final JdbcClient jdbc;

  AlertStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The open ones of these fingerprints, locked until the transaction ends. */
  Map<String, Alert> open(Collection<String> fingerprints) {
    var found = new HashMap<String, Alert>();
    jdbc.sql(
            """
            select * from alert where fingerprint = any (?) and state <> 'RESOLVED'
            order by fingerprint for update
            """)
        .param(fingerprints.toArray(String[]::new))
        .query(AlertStore::alert)
        .list()
        .forEach(alert -> found.put(alert.fingerprint(), alert));
    return found;
  }

  /** One that is open still, locked until the transaction ends. */
  Optional<Alert> lockOpen(UUID id) {
    return jdbc.sql("select * from alert where id = ? and state <> 'RESOLVED' for update")
        .param(id)
        .query(AlertStore::alert)
        .optional();
  }

  List<Alert> openOf(Observation.Origin origin) {
    return jdbc.sql(
            "select * from alert where state <> 'RESOLVED' and origin = ? order by raised_at")
        .param(origin.name())
        .query(AlertStore::alert)
        .list();
  }

  /** Some open ones that nobody has told again in time, locked until the transaction ends. */
  List<Alert> lockOverdue(Instant now, int limit) {
    return jdbc.sql(
            """
            select * from alert
            where id in (select id from alert where state <> 'RESOLVED' and ends_at < ? limit ?)
              and state <> 'RESOLVED' and ends_at < ?
            order by fingerprint for update
            """)
        .params(Timestamp.from(now), limit, Timestamp.from(now))
        .query(AlertStore::alert)
        .list();
  }

  List<Alert> allOpen() {
    return jdbc.sql("select * from alert where state <> 'RESOLVED' order by raised_at")
        .query(AlertStore::alert)
        .list();
  }

  /** A new one; empty when somebody else was faster. */
  Optional<Alert> insert(Observation seen, Lifecycle.State state, Instant now) {
    Observation.What what = seen.what();
    return jdbc.sql(
            """
            insert into alert (id, fingerprint, rule, origin, application_id, application,
              environment, revision, severity, title, description, suspects, signal, value, labels,
              link, state, raised_at, pending_since, seen_at, ends_at, worst)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing returning *
            """)
        .param(Ids.next())
        .param(seen.fingerprint())
        .param(what.rule())
        .param(what.origin().name())
        .param(seen.place().applicationId())
        .param(seen.place().application())
        .param(seen.place().environment())
        .param(what.revision())
        .param(what.severity().wire())
        .param(what.title())
        .param(what.description())
        .param(Json.write(what.suspects()))
        .param(what.signal())
        .param(what.value())
        .param(Json.write(what.labels()))
        .param(what.link())
        .param(state.name())
        .param(Timestamp.from(now))
        .param(Timestamp.from(now))
        .param(Timestamp.from(now))
        .param(timestamp(seen.endsAt()))
        .param(seen.excess())
        .query(AlertStore::alert)
        .optional();
  }

  /** It is bad again, or still; what is told of it is what was seen now. */
  Alert bad(Alert alert, Observation seen, Lifecycle.State state, Instant now, boolean told) {
    return jdbc.sql(
            """
            update alert set state = ?, severity = ?, title = ?, description = ?, value = ?,
              labels = ?::jsonb, link = ?, seen_at = ?, ends_at = ?, good_since = null,
              worst = case when ? then ? else worst end,
              raised_at = case when state = 'PENDING' and ? then ? else raised_at end,
              acknowledged_at = case when ? then null else acknowledged_at end,
              acknowledged_by = case when ? then null else acknowledged_by end
            where id = ? returning *
            """)
        .param(state.name())
        .param(seen.what().severity().wire())
        .param(seen.what().title())
        .param(seen.what().description())
        .param(seen.what().value())
        .param(Json.write(seen.what().labels()))
        .param(seen.what().link())
        .param(Timestamp.from(now))
        .param(timestamp(seen.endsAt()))
        .param(told)
        .param(seen.excess())
        .param(told)
        .param(Timestamp.from(now))
        .param(told)
        .param(told)
        .param(alert.id())
        .query(AlertStore::alert)
        .single();
  }

  void good(UUID id, Instant since) {
    jdbc.sql("update alert set good_since = coalesce(good_since, ?) where id = ?")
        .params(Timestamp.from(since), id)
        .update();
  }

  void drop(UUID id) {
    jdbc.sql("delete from alert_change where alert_id = ?").param(id).update();
    jdbc.sql("delete from alert where id = ? and state = 'PENDING'").param(id).update();
  }

  Optional<Alert> acknowledge(UUID id, String who, Instant now) {
    return jdbc.sql(
            """
            update alert set state = 'ACKNOWLEDGED', acknowledged_at = ?, acknowledged_by = ?
            where id = ? and state = 'FIRING' returning *
            """)
        .params(Timestamp.from(now), who, id)
        .query(AlertStore::alert)
        .optional();
  }

  void mute(UUID id, @Nullable String reason) {
    jdbc.sql("update alert set muted = ? where id = ?").param(reason).param(id).update();
  }

  Optional<Alert> find(UUID id) {
    return jdbc.sql("select * from alert where id = ?")
        .param(id)
        .query(AlertStore::alert)
        .optional();
  }

  void note(UUID id, Instant at, String change, @Nullable String who, @Nullable String note) {
    jdbc.sql("insert into alert_change (alert_id, at, change, who, note) values (?, ?, ?, ?, ?)")
        .param(id)
        .param(Timestamp.from(at))
        .param(change)
        .param(who)
        .param(note)
        .update();
  }

  /** What became of an alert. */
  record Change(Instant at, String change, @Nullable String who, @Nullable String note) {}

  List<Change> changes(UUID id) {
    return jdbc.sql("select at, change, who, note from alert_change where alert_id = ? order by id")
        .param(id)
        .query((rs, row) ->
            new Change(
                rs.getTimestamp(1).toInstant(), rs.getString(2), rs.getString(3), rs.getString(4)))
        .list();
  }

  static Alert alert(ResultSet rs, int row) throws SQLException {
    return new Alert(
        rs.getObject("id", UUID.class),
        rs.getString("fingerprint"),
        what(rs),
        new Place(
            rs.getObject("application_id", UUID.class),
            rs.getString("application"),
            rs.getString("environment")),
        rs.getString("state"),
        rs.getTimestamp("raised_at").toInstant(),
        instant(rs, "good_since"),
        rs.getDouble("worst"),
        instant(rs, "ends_at"),
        instant(rs, "acknowledged_at"),
        rs.getString("acknowledged_by"),
        rs.getString("muted"),
        rs.getObject("incident_id", UUID.class),
        instant(rs, "resolved_at"),
        rs.getString("resolution"));
  }

  private static Observation.What what(ResultSet rs) throws SQLException {
    var labels = new HashMap<String, String>();
    Json.mapper()
        .readTree(rs.getString("labels"))
        .forEachEntry((name, value) -> labels.put(name, value.asString("")));
    return new Observation.What(
        Observation.Origin.valueOf(rs.getString("origin")),
        rs.getString("rule"),
        Severity.of(rs.getString("severity")),
        rs.getString("title"),
        rs.getString("description"),
        rs.getString("signal"),
        rs.getObject("value", Double.class),
        rs.getObject("revision", Integer.class),
        labels,
        rs.getString("link"),
        List.of(Json.read(rs.getString("suspects"), Suspect[].class)));
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant time) {
    return time == null ? null : Timestamp.from(time);
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp time = rs.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
