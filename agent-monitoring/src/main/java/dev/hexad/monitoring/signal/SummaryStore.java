package dev.hexad.monitoring.signal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Sums signals up over a time. Where single values are no longer kept, the largest of an hour
 * stands for all of it, so that no quantile is told too low.
 */
@Repository
class SummaryStore {
  private final JdbcClient jdbc;

  SummaryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A signal over a time.
   *
   * @param values how many there were; 0 when there are none, and nothing else is known then
   * @param hours that have values
   * @param days that have values, in UTC
   * @param mean of the hours, each weighed the same
   * @param p50 half of the values are not larger
   */
  record Summary(
      Signal signal,
      long values,
      int hours,
      int days,
      @Nullable Double mean,
      @Nullable Double p50,
      @Nullable Double p95,
      @Nullable Double p99,
      @Nullable Double max) {}

  /**
   * The signals of a name.
   *
   * @param label only those that have it; all when null
   * @param after key of the last one of the page before
   */
  List<Summary> of(
      String name, @Nullable String label, Instant from, Instant to, String after, int limit) {
    return jdbc.sql(
            """
            with wanted as (
              select * from signal where name = :name and origin <> 'SPLIT' and key > :after
                and (cast(:label as text) is null or jsonb_exists(labels, :label))
                and (ended_at is null or ended_at > :from)
              order by key limit :limit
            ), single as (
              select p.signal_id, p.at, p.value from point p join wanted w on w.id = p.signal_id
              where p.at >= :from and p.at < :to
            ), begun as (
              select signal_id, date_trunc('hour', min(at)) first from single group by 1
            ), hours as (
              select h.* from point_hour h join wanted w on w.id = h.signal_id
              left join begun b on b.signal_id = h.signal_id
              where h.hour >= :from and h.hour < :to and (b.first is null or h.hour < b.first)
            ), ranked as (
              select signal_id, value, n, sum(n) over (partition by signal_id order by value) below,
                sum(n) over (partition by signal_id) total
              from (
                select signal_id, value, 1 n from single
                union all select signal_id, most, count from hours) v
            ), quantiles as (
              select signal_id, sum(n) n, max(value) most,
                min(value) filter (where below >= 0.5 * total) p50,
                min(value) filter (where below >= 0.95 * total) p95,
                min(value) filter (where below >= 0.99 * total) p99
              from ranked group by 1
            ), means as (
              select signal_id, count(*) hours, avg(mean) mean,
                count(distinct (hour at time zone 'UTC')::date) days
              from (
                select signal_id, date_trunc('hour', at) "hour", avg(value) mean
                from single group by 1, 2
                union all select signal_id, hour, mean from hours) m
              group by 1
            )
            select w.*, coalesce(q.n, 0) n, coalesce(m.hours, 0) hours, coalesce(m.days, 0) days,
              m.mean, q.p50, q.p95, q.p99, q.most
            from wanted w left join quantiles q on q.signal_id = w.id
            left join means m on m.signal_id = w.id order by w.key
            """)
        .param("name", name)
        .param("label", label)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("after", after)
        .param("limit", limit)
        .query(SummaryStore::summary)
        .list();
  }

  private static Summary summary(ResultSet rs, int row) throws SQLException {
    return new Summary(
        SignalStore.signal(rs, row),
        rs.getLong("n"),
        rs.getInt("hours"),
        rs.getInt("days"),
        number(rs, "mean"),
        number(rs, "p50"),
        number(rs, "p95"),
        number(rs, "p99"),
        number(rs, "most"));
  }

  private static @Nullable Double number(ResultSet rs, String column) throws SQLException {
    double value = rs.getDouble(column);
    return rs.wasNull() ? null : value;
  }
}
