package dev.hexad.monitoring.alert;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Alerts in pages, and figures of them. */
@Repository
class AlertList {
  static final List<String> OPEN = List.of("PENDING", "FIRING", "ACKNOWLEDGED");
  private static final Set<String> STATES = Set.of("PENDING", "FIRING", "ACKNOWLEDGED", "RESOLVED");
  private static final Duration USUAL = Duration.ofDays(30);

  private final JdbcClient jdbc;
  private final Clock clock;

  AlertList(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What is wanted; null means all. */
  record Filter(
      List<String> states,
      @Nullable UUID applicationId,
      @Nullable String environment,
      @Nullable String severity,
      @Nullable String rule,
      @Nullable Boolean muted,
      @Nullable Instant from,
      @Nullable Instant to) {
    Filter {
      for (String state : states) {
        if (!STATES.contains(state)) {
          throw new HexadException(
              ProblemType.BAD_REQUEST,
              "There is no state '" + state + "'; it is one of " + STATES + ".");
        }
      }
    }
  }

  List<Alert> page(Filter filter, @Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            select * from alert where state = any (:states)
              and (cast(:application as uuid) is null or application_id = :application)
              and (cast(:environment as text) is null or environment = :environment)
              and (cast(:severity as text) is null or severity = :severity)
              and (cast(:rule as text) is null or rule = :rule)
              and (cast(:muted as boolean) is null or (muted is not null) = :muted)
              and (cast(:from as timestamptz) is null or raised_at >= :from)
              and (cast(:to as timestamptz) is null or raised_at < :to)
              and (cast(:before as uuid) is null
                or (raised_at, id) < (select raised_at, id from alert where id = :before))
            order by raised_at desc, id desc limit :limit
            """)
        .param("states", filter.states().toArray(String[]::new))
        .param("application", filter.applicationId())
        .param("environment", filter.environment())
        .param("severity", filter.severity())
        .param("rule", filter.rule())
        .param("muted", filter.muted())
        .param("from", filter.from() == null ? null : Timestamp.from(filter.from()))
        .param("to", filter.to() == null ? null : Timestamp.from(filter.to()))
        .param("before", before)
        .param("limit", limit)
        .query(AlertStore::alert)
        .list();
  }

  /**
   * Figures of a rule.
   *
   * @param fired how many alerts
   * @param muted of them nobody was told of
   * @param acknowledged of them somebody looked after
   * @param shortLived of them were over within five minutes without anybody looking after
   * @param medianSecondsToAcknowledge null when nobody did
   * @param medianSecondsToResolve null when none is over
   */
  record Figures(
      String rule,
      long fired,
      long muted,
      long acknowledged,
      long shortLived,
      @Nullable Double medianSecondsToAcknowledge,
      @Nullable Double medianSecondsToResolve) {}

  /** By rule, the noisiest first; of the last 30 days when no time is given. */
  List<Figures> figures(@Nullable Instant from, @Nullable Instant to) {
    Instant until = to == null ? clock.instant().plusSeconds(1) : to;
    Instant since = from == null ? until.minus(USUAL) : from;
    return jdbc.sql(
            """
            select rule, count(*), count(*) filter (where muted is not null),
              count(*) filter (where acknowledged_at is not null),
              count(*) filter (where acknowledged_at is null
                and resolved_at < raised_at + interval '5 minutes'),
              percentile_cont(0.5) within group
                (order by extract(epoch from acknowledged_at - raised_at)),
              percentile_cont(0.5) within group
                (order by extract(epoch from resolved_at - raised_at))
            from alert where state <> 'PENDING' and raised_at >= ? and raised_at < ?
            group by rule order by 2 desc, rule
            """)
        .params(Timestamp.from(since), Timestamp.from(until))
        .query((rs, row) ->
            new Figures(
                rs.getString(1),
                rs.getLong(2),
                rs.getLong(3),
                rs.getLong(4),
                rs.getLong(5),
                rs.getObject(6, Double.class),
                rs.getObject(7, Double.class)))
        .list();
  }
}
