package dev.hexad.monitoring.signal;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.monitoring.settings.MonitoringSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the history of signals bounded: a partition for each day, hours instead of single values
 * after some days, nothing after some more.
 */
@Component
class Retention {
  private static final int DAYS_AHEAD = 2;
  private static final String PREFIX = "point_";

  private final JdbcClient jdbc;
  private final LiveConfiguration<MonitoringSettings> settings;
  private final Clock clock;

  Retention(JdbcClient jdbc, LiveConfiguration<MonitoringSettings> settings, Clock clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  /** Of several instances one does it. */
  @Scheduled(initialDelay = 0, fixedDelay = 3_600_000)
  @Transactional
  public void keepBounded() {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('monitoring.retention'))").query().singleRow();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
      create(today.plusDays(ahead));
    }
    summarise();
    LocalDate first = today.minusDays(settings.current().history().days());
    for (String partition : partitions()) {
      if (day(partition).isBefore(first)) {
        jdbc.sql("drop table " + partition).update();
      }
    }
    forget("delete from point_rest where at < ?", settings.current().history().days());
    forget("delete from point_hour where hour < ?", settings.current().history().hourlyDays());
    forget("delete from anomaly where at < ?", settings.current().history().hourlyDays());
  }

  private void forget(String sql, int days) {
    jdbc.sql(sql).param(Timestamp.from(clock.instant().minus(days, ChronoUnit.DAYS))).update();
  }

  /** Values of the day that came before its partition are in the rest, and move over. */
  private void create(LocalDate day) {
    String name = PREFIX + day.toString().replace("-", "");
    if (partitions().contains(name)) {
      return;
    }
    String span = "at >= '%1$s 00:00Z' and at < '%2$s 00:00Z'".formatted(day, day.plusDays(1));
    jdbc.sql("create table " + name + " (like point including all)").update();
    jdbc.sql(
            """
            with moved as (delete from point_rest where %s returning *)
            insert into %s select * from moved
            """
                .formatted(span, name))
        .update();
    jdbc.sql(
            "alter table point attach partition %s for values from ('%s 00:00Z') to ('%s 00:00Z')"
                .formatted(name, day, day.plusDays(1)))
        .update();
  }

  private List<String> partitions() {
    return jdbc.sql(
            """
            select c.relname from pg_inherits i
              join pg_class c on c.oid = i.inhrelid
              where i.inhparent = 'point'::regclass and c.relname ~ '^point_[0-9]{8}$'
            """)
        .query(String.class)
        .list();
  }

  private static LocalDate day(String partition) {
    String date = partition.substring(PREFIX.length());
    return LocalDate.of(
        Integer.parseInt(date.substring(0, 4)),
        Integer.parseInt(date.substring(4, 6)),
        Integer.parseInt(date.substring(6)));
  }

  /** Hours that are over and not summed up yet; the last two are done again. */
  private void summarise() {
    Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    Timestamp from =
        jdbc.sql("select max(hour) from point_hour")
            .query((rs, row) -> java.util.Optional.ofNullable(rs.getTimestamp(1)))
            .single()
            .map(last -> Timestamp.from(last.toInstant().minus(Duration.ofHours(1))))
            .orElse(new Timestamp(0));
    jdbc.sql(
            """
            insert into point_hour (signal_id, hour, count, least, mean, most)
            select signal_id, date_trunc('hour', at), count(*), min(value), avg(value), max(value)
            from point where at >= ? and at < ? group by 1, 2
            on conflict (signal_id, hour) do update set count = excluded.count,
              least = excluded.least, mean = excluded.mean, most = excluded.most
            """)
        .params(from, Timestamp.from(hour))
        .update();
  }
}
