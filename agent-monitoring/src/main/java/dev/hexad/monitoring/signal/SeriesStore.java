package dev.hexad.monitoring.signal;

import dev.hexad.contracts.message.Json;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The series of queries that are split. */
@Repository
class SeriesStore {
  private final JdbcClient jdbc;

  SeriesStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that are followed now; they take over what was changed on their query. */
  @Transactional
  public List<Signal> of(Signal query) {
    jdbc.sql(
            """
            update signal s set application_id = p.application_id, unit = p.unit,
              direction = p.direction, source = p.source, query = p.query, seconds = p.seconds,
              owner = p.owner, group_name = p.group_name
            from signal p where s.parent = p.id and p.id = ?
            """)
        .param(query.id())
        .update();
    return jdbc.sql("select * from signal where parent = ? and ended_at is null order by key")
        .param(query.id())
        .query(SignalStore::signal)
        .list();
  }

  /** A series; known by its key from then on. */
  Signal add(Signal query, Map<String, String> labels) {
    return jdbc.sql(
            """
            insert into signal (key, name, application_id, application, environment, unit,
              direction, origin, source, query, seconds, owner, group_name, labels, parent)
            select :key, name, application_id, application, environment, unit, direction,
              'SERIES', source, query, seconds, owner, group_name, :labels::jsonb, id
            from signal where id = :query
            on conflict (key) do update set ended_at = null, failure = null,
              failing_since = null, parent = excluded.parent, group_name = excluded.group_name,
              query = excluded.query, source = excluded.source, unit = excluded.unit,
              direction = excluded.direction, seconds = excluded.seconds,
              owner = excluded.owner, application_id = excluded.application_id
            returning *
            """)
        .param("key", query.key() + Signal.words(labels))
        .param("labels", Json.write(labels))
        .param("query", query.id())
        .query(SignalStore::signal)
        .single();
  }

  void end(long id, Instant now) {
    jdbc.sql("update signal set ended_at = ? where id = ? and ended_at is null")
        .params(Timestamp.from(now), id)
        .update();
  }

  /** What was wrong with the query is right now. */
  void answered(long query) {
    jdbc.sql(
            """
            update signal set failure = null, failing_since = null
            where id = ? and failure is not null
            """)
        .param(query)
        .update();
  }
}
