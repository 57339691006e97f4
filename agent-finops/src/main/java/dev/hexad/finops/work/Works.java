package dev.hexad.finops.work;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What other agents did. */
@Service
public class Works {
  private final JdbcClient jdbc;

  Works(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How often something was done to an application. */
  public record Count(String application, Work.Kind kind, int count, long millis) {}

  /** Remembers something; the second time nothing happens. */
  void remember(Work work) {
    jdbc.sql(
            """
            insert into work_done
              (id, kind, application, environment, title, author, commit_id, run_id, millis, image, at)
            values (:id, :kind, :application, :environment, :title, :author, :commit, :run,
              :millis, :image, :at)
            on conflict do nothing
            """)
        .param("id", work.id())
        .param("kind", work.kind().name())
        .param("application", work.application())
        .param("environment", work.environment())
        .param("title", work.title())
        .param("author", work.author())
        .param("commit", work.commit())
        .param("run", work.runId())
        .param("millis", work.millis())
        .param("image", work.image())
        .param("at", Timestamp.from(work.at()))
        .update();
  }

  /** What was done on these days, both included; the earliest first. */
  public List<Work> between(LocalDate from, LocalDate to) {
    return jdbc.sql("select * from work_done where at >= ? and at < ? order by at, id")
        .params(start(from), start(to.plusDays(1)))
        .query(Work::row)
        .list();
  }

  /** What builds of an application took on a day. */
  public record BuildDay(LocalDate day, String application, int builds, long millis) {}

  /** The builds of these days, both included, by day and application. */
  public List<BuildDay> builds(LocalDate from, LocalDate to) {
    return jdbc.sql(
            """
            select (at at time zone 'UTC')::date "day", application, count(*)::int builds,
              sum(millis)::bigint millis
            from work_done where kind = 'BUILD' and at >= ? and at < ?
              and application is not null and millis is not null
            group by 1, 2 order by 1, 2
            """)
        .params(start(from), start(to.plusDays(1)))
        .query(BuildDay.class)
        .list();
  }

  /** Counts by application. */
  public List<Count> counts(LocalDate from, LocalDate to) {
    return jdbc.sql(
            """
            select application, kind, count(*)::int count, coalesce(sum(millis), 0)::bigint millis
            from work_done where at >= ? and at < ? and application is not null
            group by 1, 2 order by 1, 2
            """)
        .params(start(from), start(to.plusDays(1)))
        .query(Count.class)
        .list();
  }

  /** How many runs did something to an application, and how long its work took. */
  public List<RunCount> runs(LocalDate from, LocalDate to) {
    return jdbc.sql(
            """
            select application, count(distinct run_id) count,
              coalesce(sum(millis), 0)::bigint millis
            from work_done where at >= ? and at < ? and application is not null
              and run_id is not null
            group by 1 order by 1
            """)
        .params(start(from), start(to.plusDays(1)))
        .query(RunCount.class)
        .list();
  }

  /** The runs of an application. */
  public record RunCount(String application, int count, long millis) {}

  private static Timestamp start(LocalDate day) {
    return Timestamp.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
