package dev.hexad.monitoring.signal;

import dev.hexad.contracts.message.Ids;
import dev.hexad.monitoring.detect.Detector;
import dev.hexad.monitoring.detect.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The values of signals, what was unusual in them, and the state of their detectors. */
@Repository
class PointStore {
  private final JdbcClient jdbc;

  PointStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A value with the range that was expected; of an hour its mean, smallest and largest.
   *
   * @param low null when nothing was expected yet
   */
  record Point(
      Instant at,
      double value,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double score) {}

  /**
   * An unusual value.
   *
   * @param together keys of the signals with which it is unusual, for reason {@code TOGETHER}
   */
  record Anomaly(
      UUID id,
      String signal,
      @Nullable UUID applicationId,
      @Nullable String environment,
      Instant at,
      double value,
      @Nullable Double expected,
      @Nullable Double low,
      @Nullable Double high,
      double score,
      String reason,
      List<String> together) {}

  /** Stores values; each is the newest of its signal. */
  @Transactional
  public void store(List<Taken> values) {
    Long[] ids = column(values, Long.class, t -> t.signal().id());
    Timestamp[] times = column(values, Timestamp.class, t -> Timestamp.from(t.at()));
    jdbc.sql(
            """
            with taken as (
              select * from unnest(?::bigint[], ?::timestamptz[], ?::float8[], ?::float8[],
                ?::float8[], ?::float4[], ?::text[]) as t(id, at, value, low, high, score, reason)
            ), stored as (
              insert into point (signal_id, at, value, low, high, score)
              select id, at, value, low, high, score from taken on conflict do nothing
            )
            update signal s set last_at = t.at, last_value = t.value, last_low = t.low,
              last_high = t.high, last_score = t.score, last_reason = t.reason,
              failure = null, failing_since = null
            from taken t where t.id = s.id
            """)
        .param(ids)
        .param(times)
        .param(column(values, Double.class, Taken::value))
        .param(column(values, Double.class, t -> finite(t.reading().low())))
        .param(column(values, Double.class, t -> finite(t.reading().high())))
        .param(column(values, Float.class, t -> (float) t.reading().score()))
        .param(column(values, String.class, t -> t.reading().reason().name()))
        .update();
    values.stream().filter(t -> t.reading().score() >= Detector.ALERT).forEach(this::anomaly);
  }

  private void anomaly(Taken taken) {
    Reading reading = taken.reading();
    jdbc.sql(
            """
            insert into anomaly (id, signal_id, at, value, expected, low, high, score, reason)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """)
        .param(Ids.next())
        .param(taken.signal().id())
        .param(Timestamp.from(taken.at()))
        .param(taken.value())
        .param(finite(reading.expected()))
        .param(finite(reading.low()))
        .param(finite(reading.high()))
        .param((float) reading.score())
        .param(reading.reason().name())
        .update();
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  @SuppressWarnings("unchecked")
  private static <T> T[] column(
      List<Taken> values, Class<T> type, Function<Taken, @Nullable T> of) {
    T[] column = (T[]) java.lang.reflect.Array.newInstance(type, values.size());
    for (int i = 0; i < column.length; i++) {
      column[i] = of.apply(values.get(i));
    }
    return column;
  }

  /** Values of a range, the oldest first; by hour where single ones are no longer kept. */
  List<Point> range(long signal, Instant from, Instant to, int limit) {
    return jdbc.sql(
            """
            (select at, value, low, high, score from point
              where signal_id = :id and at >= :from and at < :to)
            union all
            (select hour, mean, least, most, null from point_hour
              where signal_id = :id and hour >= :from and hour < :to
                and hour < coalesce(
                  (select min(at) from point where signal_id = :id and at >= :from), 'infinity'))
            order by at limit :limit
            """)
        .param("id", signal)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("limit", limit)
        .query((rs, row) ->
            new Point(
                rs.getTimestamp(1).toInstant(),
                rs.getDouble(2),
                number(rs, 3),
                number(rs, 4),
                number(rs, 5)))
        .list();
  }

  /**
   * The same in steps: mean value, and the widest range and score of each step.
   *
   * @param step of each value that is given
   */
  List<Point> steps(long signal, Instant from, Instant to, Duration step) {
    return jdbc.sql(
            """
            select date_bin(make_interval(secs => :step), at, :from) as begins, avg(value),
              min(low), max(high), max(score)
            from (
              select at, value, low, high, score from point
                where signal_id = :id and at >= :from and at < :to
              union all
              select hour, mean, least, most, null from point_hour
                where signal_id = :id and hour >= :from and hour < :to
                  and hour < coalesce(
                    (select min(at) from point where signal_id = :id and at >= :from), 'infinity')
            ) p group by begins order by begins
            """)
        .param("id", signal)
        .param("step", (double) step.toSeconds())
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query((rs, row) ->
            new Point(
                rs.getTimestamp(1).toInstant(),
                rs.getDouble(2),
                number(rs, 3),
                number(rs, 4),
                number(rs, 5)))
        .list();
  }

  private static @Nullable Double number(ResultSet rs, int column) throws SQLException {
    double value = rs.getDouble(column);
    return rs.wasNull() ? null : value;
  }

  List<Anomaly> anomalies(
      @Nullable Long signal,
      @Nullable UUID applicationId,
      Instant from,
      Instant to,
      @Nullable UUID before,
      int limit) {
    return jdbc.sql(
            """
            select a.*, s.key, s.application_id, s.environment
            from anomaly a join signal s on s.id = a.signal_id
            where a.at >= :from and a.at < :to
              and (cast(:signal as bigint) is null or a.signal_id = :signal)
              and (cast(:application as uuid) is null or s.application_id = :application)
              and (cast(:before as uuid) is null
                or (a.at, a.id) < (select at, id from anomaly where id = :before))
            order by a.at desc, a.id desc limit :limit
            """)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("signal", signal)
        .param("application", applicationId)
        .param("before", before)
        .param("limit", limit)
        .query((rs, row) ->
            new Anomaly(
                rs.getObject("id", UUID.class),
                rs.getString("key"),
                rs.getObject("application_id", UUID.class),
                rs.getString("environment"),
                rs.getTimestamp("at").toInstant(),
                rs.getDouble("value"),
                nullable(rs, "expected"),
                nullable(rs, "low"),
                nullable(rs, "high"),
                rs.getDouble("score"),
                rs.getString("reason"),
                List.of((String[]) rs.getArray("together").getArray())))
        .list();
  }

  private static @Nullable Double nullable(ResultSet rs, String column) throws SQLException {
    double value = rs.getDouble(column);
    return rs.wasNull() ? null : value;
  }

  /** A detector as it was saved, and the newest value in it. */
  record Saved(byte[] state, Instant at) {}

  Optional<Saved> detector(long signal) {
    return jdbc.sql(
            "select detector, detector_at from signal where id = ? and detector is not null")
        .param(signal)
        .query((rs, row) -> new Saved(rs.getBytes(1), rs.getTimestamp(2).toInstant()))
        .optional();
  }

  void save(long signal, byte[] state, Instant at) {
    jdbc.sql("update signal set detector = ?, detector_at = ? where id = ?")
        .params(state, Timestamp.from(at), signal)
        .update();
  }

  /** Values after a time, the oldest first, the newest of them at most. */
  List<Point> after(long signal, Instant time, int limit) {
    return jdbc.sql(
            """
            select * from (
              select at, value from point where signal_id = ? and at > ?
              order by at desc limit ?) newest order by at
            """)
        .params(signal, Timestamp.from(time), limit)
        .query((rs, row) ->
            new Point(rs.getTimestamp(1).toInstant(), rs.getDouble(2), null, null, null))
        .list();
  }
}
