package dev.hexad.monitoring.slo;

import dev.hexad.monitoring.slo.BurnRates.Counts;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Good and bad requests of objectives by minute. */
@Repository
class CountStore {
  private final JdbcClient jdbc;

  CountStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(String objective, Instant at, Counts counts) {
    jdbc.sql(
            """
            insert into objective_count (objective, minute, bad, total) values (?, ?, ?, ?)
            on conflict (objective, minute) do update set bad = objective_count.bad + excluded.bad,
              total = objective_count.total + excluded.total
            """)
        .param(objective)
        .param(Timestamp.from(at.truncatedTo(ChronoUnit.MINUTES)))
        .param(counts.bad())
        .param(counts.total())
        .update();
  }

  /** The counts of windows that end now. */
  Map<Duration, Counts> windows(String objective, Instant now, Collection<Duration> lengths) {
    var counts = new HashMap<Duration, Counts>();
    // Long windows cost more than short ones, and one pass reads all of them.
    StringBuilder columns = new StringBuilder();
    List<Duration> ordered = lengths.stream().distinct().sorted().toList();
    for (int i = 0; i < ordered.size(); i++) {
      columns.append(i == 0 ? "" : ", ");
      columns.append("coalesce(sum(bad) filter (where minute > :t%d), 0), ".formatted(i));
      columns.append("coalesce(sum(total) filter (where minute > :t%d), 0)".formatted(i));
    }
    var query =
        jdbc.sql(
                "select "
                    + columns
                    + " from objective_count where objective = :objective and minute > :t"
                    + (ordered.size() - 1))
            .param("objective", objective);
    for (int i = 0; i < ordered.size(); i++) {
      query = query.param("t" + i, Timestamp.from(now.minus(ordered.get(i))));
    }
    query
        .query((rs, row) -> {
          for (int i = 0; i < ordered.size(); i++) {
            counts.put(
                ordered.get(i), new Counts(rs.getDouble(2 * i + 1), rs.getDouble(2 * i + 2)));
          }
          return true;
        })
        .single();
    return counts;
  }

  /** Requests of one step of time. */
  record Step(Instant at, double bad, double total) {}

  List<Step> history(String objective, Instant from, Instant to, Duration step) {
    return jdbc.sql(
            """
            select date_bin(make_interval(secs => :step), minute, :from) as begins, sum(bad),
              sum(total)
            from objective_count where objective = :objective and minute >= :from and minute < :to
            group by begins order by begins
            """)
        .param("step", (double) step.toSeconds())
        .param("objective", objective)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(
            (rs, row) -> new Step(rs.getTimestamp(1).toInstant(), rs.getDouble(2), rs.getDouble(3)))
        .list();
  }

  void forgetBefore(Instant time) {
    jdbc.sql("delete from objective_count where minute < ?").param(Timestamp.from(time)).update();
  }

  /** What was last told of a budget. */
  record Told(double remaining, double burnRate, Instant at) {}

  Optional<Told> told(String objective) {
    return jdbc.sql("select * from objective_state where objective = ? for update")
        .param(objective)
        .query((rs, row) ->
            new Told(
                rs.getDouble("remaining"),
                rs.getDouble("burn_rate"),
                rs.getTimestamp("told_at").toInstant()))
        .optional();
  }

  void tell(String objective, double remaining, double burnRate, Instant now) {
    jdbc.sql(
            """
            insert into objective_state (objective, remaining, burn_rate, told_at)
            values (?, ?, ?, ?) on conflict (objective) do update set
              remaining = excluded.remaining, burn_rate = excluded.burn_rate,
              told_at = excluded.told_at
            """)
        .params(objective, remaining, burnRate, Timestamp.from(now))
        .update();
  }
}
