package dev.hexad.orchestrator.usage;

import dev.hexad.contracts.message.Money;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.RequiresScope;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What agents did within a time. */
@RestController
@RequestMapping("/api/v1/analytics/agents")
class UsageController {
  private static final Duration DEFAULT = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final UsageProperties properties;
  private final Clock clock;

  UsageController(JdbcClient jdbc, UsageProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Commands that ended within the time.
   *
   * @param capability null for all of the agent
   * @param success share of those that succeeded among those that were not cancelled; null for none
   * @param retried begun more than once by the agent
   * @param p50Seconds of the work, from its begin to its end; null when nothing is known
   * @param queueP50Seconds from the sending to the begin
   * @param cost of the minutes of work, at the price that is set for the agent
   */
  record Usage(
      String agent,
      @Nullable String capability,
      long commands,
      long succeeded,
      long failed,
      long cancelled,
      long retried,
      @Nullable Double success,
      @Nullable Double p50Seconds,
      @Nullable Double p95Seconds,
      @Nullable Double queueP50Seconds,
      @Nullable Double queueP95Seconds,
      double minutes,
      Money cost) {}

  /** The answer, with the time that it is for. */
  record Report(Instant from, Instant to, List<Usage> items) {}

  /**
   * By agent, or by capability of one agent.
   *
   * @param from a day before {@code to} when absent
   * @param to now when absent
   */
  @GetMapping
  @RequiresScope("agents:read")
  Report usage(
      Identity identity,
      @RequestParam(required = false) @Nullable String agent,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to) {
    Instant until = to == null ? clock.instant() : to;
    Instant since = from == null ? until.minus(DEFAULT) : from;
    if (!since.isBefore(until)) {
      throw new HexadException(ProblemType.INVALID, "'from' must be before 'to'.");
    }
    List<Usage> items =
        jdbc.sql(
                """
                select u.agent, case when cast(:agent as text) is null then null else c.capability end as capability,
                  count(*) as commands,
                  count(*) filter (where outcome = 'SUCCEEDED') as succeeded,
                  count(*) filter (where outcome = 'FAILED') as failed,
                  count(*) filter (where outcome = 'CANCELLED') as cancelled,
                  count(*) filter (where attempts > 1) as retried,
                  percentile_cont(array[0.5, 0.95]) within group (
                    order by extract(epoch from ended_at - started_at)) as took,
                  percentile_cont(array[0.5, 0.95]) within group (
                    order by greatest(0, extract(epoch from started_at - sent_at))) as queued,
                  coalesce(sum(extract(epoch from ended_at - started_at)), 0) / 60 as minutes
                from command_usage u left join run_command c using (command_id)
                where u.tenant = :tenant and ended_at >= :from and ended_at < :to
                  and (cast(:agent as text) is null or u.agent = :agent)
                group by 1, 2 order by commands desc, 1, 2
                """)
            .param("tenant", identity.tenant())
            .param("agent", agent)
            .param("from", Timestamp.from(since))
            .param("to", Timestamp.from(until))
            .query((rs, n) -> usage(rs))
            .list();
    return new Report(since, until, items);
  }

  private Usage usage(ResultSet rs) throws SQLException {
    long succeeded = rs.getLong("succeeded");
    long failed = rs.getLong("failed");
    double minutes = rs.getDouble("minutes");
    BigDecimal price = properties.prices().getOrDefault(rs.getString("agent"), BigDecimal.ZERO);
    BigDecimal cost = price.multiply(BigDecimal.valueOf(minutes)).setScale(4, RoundingMode.HALF_UP);
    return new Usage(
        rs.getString("agent"),
        rs.getString("capability"),
        rs.getLong("commands"),
        succeeded,
        failed,
        rs.getLong("cancelled"),
        rs.getLong("retried"),
        succeeded + failed == 0 ? null : (double) succeeded / (succeeded + failed),
        quantile(rs, "took", 0),
        quantile(rs, "took", 1),
        quantile(rs, "queued", 0),
        quantile(rs, "queued", 1),
        minutes,
        Money.of(cost, properties.currency()));
  }

  private static @Nullable Double quantile(ResultSet rs, String column, int index)
      throws SQLException {
    var array = rs.getArray(column);
    return array == null ? null : ((@Nullable Double[]) array.getArray())[index];
  }
}
