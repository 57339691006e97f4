package dev.hexad.monitoring.intake;

import dev.hexad.contracts.message.Json;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was told and has not become alerts yet, in the order in which it came. */
@Component
class IntakeQueue {
  private final JdbcClient jdbc;

  IntakeQueue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One message of another system. */
  record Told(long id, Instant receivedAt, List<ExternalAlert> alerts, int attempts) {}

  /** One message that could not be taken. */
  record Failed(long id, Instant receivedAt, String failure) {}

  /**
   * How far the intake is behind.
   *
   * @param waiting messages, at most
   * @param oldest null when nothing waits
   */
  record Backlog(long waiting, @Nullable Instant oldest) {}

  /** Tells whether it was stored; it is not when so many messages wait already. */
  boolean add(List<ExternalAlert> alerts, Instant now, int mostWaiting) {
    return jdbc.sql(
                """
                insert into intake (received_at, alerts)
                select ?, ? where
                  (select coalesce(max(id) - min(id) + 1, 0) from intake where failure is null) < ?
                """)
            .params(Timestamp.from(now), Json.write(alerts), mostWaiting)
            .update()
        == 1;
  }

  /** Told by the ends of an index, so that a long queue costs no more to ask. */
  Backlog backlog() {
    return jdbc.sql(
            """
            select coalesce(max(id) - min(id) + 1, 0),
              (select received_at from intake where failure is null order by id limit 1)
            from intake where failure is null
            """)
        .query((rs, row) -> {
          Timestamp oldest = rs.getTimestamp(2);
          return new Backlog(rs.getLong(1), oldest == null ? null : oldest.toInstant());
        })
        .single();
  }

  /**
   * The next in turn, which are gone when the transaction commits; none while another instance
   * takes them, because their order counts.
   */
  List<Told> take(int most) {
    return jdbc.sql(
            """
            with mine as materialized (
              select pg_try_advisory_xact_lock(hashtext(current_schema() || '.intake')) as held),
            next as (
              select id from intake where failure is null order by id limit ?)
            delete from intake i using next, mine where mine.held and i.id = next.id
            returning i.id, i.received_at, i.alerts, i.attempts
            """)
        .param(most)
        .query((rs, row) ->
            new Told(
                rs.getLong(1),
                rs.getTimestamp(2).toInstant(),
                List.of(Json.read(rs.getString(3), ExternalAlert[].class)),
                rs.getInt(4)))
        .list();
  }

  /** The first in turn could not be taken; after so many attempts it makes way for the others. */
  void failed(long id, String reason, int most) {
    jdbc.sql(
            """
            update intake set attempts = attempts + 1,
              failure = case when attempts + 1 >= ? then ? end
            where id = ?
            """)
        .params(most, reason, id)
        .update();
  }

  List<Failed> failed() {
    return jdbc.sql(
            """
            select id, received_at, failure from intake where failure is not null
            order by id desc limit 100
            """)
        .query(
            (rs, row) -> new Failed(rs.getLong(1), rs.getTimestamp(2).toInstant(), rs.getString(3)))
        .list();
  }

  /** Has all that failed tried once more; tells how many. */
  int retry() {
    return jdbc.sql("update intake set failure = null, attempts = 0 where failure is not null")
        .update();
  }
}
