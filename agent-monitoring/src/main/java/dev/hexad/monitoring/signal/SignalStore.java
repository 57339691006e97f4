package dev.hexad.monitoring.signal;

import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.settings.SignalQuery;
import dev.hexad.monitoring.settings.SignalQuery.Direction;
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
import org.springframework.transaction.annotation.Transactional;

/** Which signals there are. */
@Repository
class SignalStore {
  /** What is configured, and the figures of what runs. */
  private static final String FOLLOWED =
      """
      select * from signal s where ended_at is null and origin <> 'SPLIT'
        and (origin <> 'FOUND' or exists (select 1 from watched w
          where w.application_id = s.application_id and w.environment = s.environment
            and w.metrics_url is not null))
      """;

  private final JdbcClient jdbc;

  SignalStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A figure of what runs; known by its key from then on. */
  Signal found(
      String name,
      UUID applicationId,
      String application,
      String environment,
      String unit,
      Direction direction,
      int seconds) {
    return jdbc.sql(
            """
            insert into signal (key, name, application_id, application, environment, unit,
              direction, origin, seconds)
            values (?, ?, ?, ?, ?, ?, ?, 'FOUND', ?)
            on conflict (key) do update set application_id = excluded.application_id,
              ended_at = null
            returning *
            """)
        .param(SignalQuery.key(application, environment, name))
        .param(name)
        .param(applicationId)
        .param(application)
        .param(environment)
        .param(unit)
        .param(direction.name())
        .param(seconds)
        .query(SignalStore::signal)
        .single();
  }

  Signal configured(SignalQuery wanted) {
    return jdbc.sql(
            """
            insert into signal (key, name, application_id, application, environment, unit,
              direction, origin, source, query, seconds, owner, group_name)
            values (?, ?, (select id from application where name = ? limit 1), ?, ?, ?, ?,
              ?, ?, ?, ?, ?, ?)
            on conflict (key) do update set application_id = excluded.application_id,
              unit = excluded.unit, direction = excluded.direction, origin = excluded.origin,
              source = excluded.source, query = excluded.query, seconds = excluded.seconds,
              owner = excluded.owner, group_name = excluded.group_name, ended_at = null
            returning *
            """)
        .param(wanted.key())
        .param(wanted.name())
        .param(wanted.application())
        .param(wanted.application())
        .param(wanted.environment())
        .param(wanted.unit())
        .param(wanted.direction().name())
        .param(wanted.split() == null ? "CONFIGURED" : "SPLIT")
        .param(wanted.source())
        .param(wanted.query())
        .param(wanted.seconds())
        .param(wanted.owner())
        .param(wanted.group())
        .query(SignalStore::signal)
        .single();
  }

  /** Configured ones that are configured no longer, and their series. */
  @Transactional
  public void endAllBut(Collection<String> keys, Instant now) {
    jdbc.sql(
            """
            update signal set ended_at = ?
            where origin in ('CONFIGURED', 'SPLIT') and ended_at is null and key <> all (?)
            """)
        .params(Timestamp.from(now), keys.toArray(String[]::new))
        .update();
    jdbc.sql(
            """
            update signal s set ended_at = ? from signal p
            where s.parent = p.id and s.ended_at is null
              and (p.ended_at is not null or p.origin <> 'SPLIT')
            """)
        .param(Timestamp.from(now))
        .update();
  }

  Optional<Signal> find(String key) {
    return jdbc.sql("select * from signal where key = ?")
        .param(key)
        .query(SignalStore::signal)
        .optional();
  }

  void failed(long id, String why, Instant now) {
    jdbc.sql(
            """
            update signal set failure = ?, failing_since = coalesce(failing_since, ?)
            where id = ?
            """)
        .params(why, Timestamp.from(now), id)
        .update();
  }

  List<Signal> followed() {
    return jdbc.sql(FOLLOWED).query(SignalStore::signal).list();
  }

  /**
   * Those that have had no value since a time; with the time of the last one. What does not run any
   * more is not missed.
   */
  List<Silent.Quiet> quietSince(Instant since) {
    return jdbc.sql(FOLLOWED + " and last_at is not null and last_at < ?")
        .param(Timestamp.from(since))
        .query(
            (rs, row) -> new Silent.Quiet(signal(rs, row), rs.getTimestamp("last_at").toInstant()))
        .list();
  }

  /**
   * A signal as the list shows it.
   *
   * @param series how many series it is split into, 0 where it is not
   */
  record View(
      Signal signal,
      String origin,
      @Nullable Instant at,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double score,
      @Nullable String reason,
      @Nullable String failure,
      @Nullable Instant failingSince,
      @Nullable Instant endedAt,
      int series) {}

  record Filter(
      @Nullable UUID applicationId,
      @Nullable String application,
      @Nullable String environment,
      @Nullable String name,
      @Nullable String text,
      boolean failing,
      @Nullable String parent,
      boolean series) {}

  List<View> page(Filter filter, @Nullable String afterKey, int limit) {
    return jdbc.sql(
            """
            select s.*, (select count(*) from signal c where c.parent = s.id
              and c.ended_at is null) series
            from signal s where key > :after
              and (ended_at is null or ended_at > now() - interval '1 day')
              and (cast(:applicationId as uuid) is null or application_id = :applicationId)
              and (cast(:application as text) is null or application = :application)
              and (cast(:environment as text) is null or environment = :environment)
              and (cast(:name as text) is null or name = :name)
              and (cast(:text as text) is null or strpos(lower(key), lower(:text)) > 0)
              and (not :failing or failure is not null)
              and (:series or parent is null)
              and (cast(:parent as text) is null
                or parent = (select id from signal where key = :parent))
            order by key limit :limit
            """)
        .param("after", afterKey == null ? "" : afterKey)
        .param("applicationId", filter.applicationId())
        .param("application", filter.application())
        .param("environment", filter.environment())
        .param("name", filter.name())
        .param("text", filter.text())
        .param("failing", filter.failing())
        .param("parent", filter.parent())
        .param("series", filter.series())
        .param("limit", limit)
        .query(SignalStore::view)
        .list();
  }

  Optional<View> view(String key) {
    return jdbc.sql(
            """
            select s.*, (select count(*) from signal c where c.parent = s.id
              and c.ended_at is null) series
            from signal s where key = ?
            """)
        .param(key)
        .query(SignalStore::view)
        .optional();
  }

  private static View view(ResultSet rs, int row) throws SQLException {
    return new View(
        signal(rs, row),
        rs.getString("origin"),
        instant(rs, "last_at"),
        number(rs, "last_value"),
        number(rs, "last_low"),
        number(rs, "last_high"),
        number(rs, "last_score"),
        rs.getString("last_reason"),
        rs.getString("failure"),
        instant(rs, "failing_since"),
        instant(rs, "ended_at"),
        rs.getInt("series"));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp time = rs.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Double number(ResultSet rs, String column) throws SQLException {
    double value = rs.getDouble(column);
    return rs.wasNull() || Double.isNaN(value) ? null : value;
  }

  private static Map<String, String> labels(String json) {
    var labels = new HashMap<String, String>();
    Json.mapper()
        .readTree(json)
        .forEachEntry((label, value) -> labels.put(label, value.asString("")));
    return labels;
  }

  static Signal signal(ResultSet rs, int row) throws SQLException {
    return new Signal(
        rs.getLong("id"),
        rs.getString("key"),
        rs.getString("name"),
        rs.getObject("application_id", UUID.class),
        rs.getString("application"),
        rs.getString("environment"),
        rs.getString("unit"),
        Direction.valueOf(rs.getString("direction")),
        rs.getString("source"),
        rs.getString("query"),
        rs.getInt("seconds"),
        rs.getString("owner"),
        labels(rs.getString("labels")));
  }
}
