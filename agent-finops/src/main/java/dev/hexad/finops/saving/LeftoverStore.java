package dev.hexad.finops.saving;

import dev.hexad.contracts.message.Json;
import dev.hexad.finops.cost.Basis;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What other agents have told of resources, beside what those cost. */
@Component
class LeftoverStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  LeftoverStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * When a topic was asked about.
   *
   * @param answeredAt null while nobody has answered
   * @param found how many things were understood
   * @param problem what is missing, null when nothing is
   */
  record State(
      String topic,
      Instant lookedAt,
      @Nullable Instant answeredAt,
      int found,
      @Nullable String problem) {}

  List<State> states() {
    return jdbc.sql("select * from saving_look order by topic").query(LeftoverStore::state).list();
  }

  private static State state(ResultSet rs, int row) throws SQLException {
    Timestamp answered = rs.getTimestamp("answered_at");
    return new State(
        rs.getString("topic"),
        rs.getTimestamp("looked_at").toInstant(),
        answered == null ? null : answered.toInstant(),
        rs.getInt("found"),
        rs.getString("problem"));
  }

  /** Takes an answer up in place of the one before. */
  @Transactional
  public void replace(String topic, Look.Seen seen) {
    jdbc.sql("delete from leftover where topic = ?").param(topic).update();
    for (Leftover leftover : seen.leftovers()) {
      jdbc.sql(
              """
              insert into leftover (topic, rule, resource, evidence, cloud_act)
              values (?, ?, ?, ?, ?::jsonb) on conflict do nothing
              """)
          .param(topic)
          .param(leftover.rule())
          .param(leftover.resource())
          .param(leftover.evidence())
          .param(leftover.act() == null ? null : Json.write(leftover.act()))
          .update();
    }
    jdbc.sql(
            """
            insert into saving_look (topic, looked_at, answered_at, found, problem)
            values (:topic, :now, :now, :found, :problem)
            on conflict (topic) do update set looked_at = excluded.looked_at,
              answered_at = excluded.answered_at, found = excluded.found,
              problem = excluded.problem
            """)
        .param("topic", topic)
        .param("now", Timestamp.from(clock.instant()))
        .param("found", seen.found())
        .param("problem", seen.problem())
        .update();
  }

  /** Notes that there was no answer; the one before still holds for a while. */
  void failed(String topic, String problem) {
    jdbc.sql(
            """
            insert into saving_look (topic, looked_at, found, problem) values (:topic, :now, 0, :why)
            on conflict (topic) do update set looked_at = excluded.looked_at,
              problem = excluded.problem
            """)
        .param("topic", topic)
        .param("now", Timestamp.from(clock.instant()))
        .param("why", problem)
        .update();
  }

  /** Nobody is asked about it any more. */
  @Transactional
  public void forget(String topic) {
    jdbc.sql("delete from leftover where topic = ?").param(topic).update();
    jdbc.sql("delete from saving_look where topic = ?").param(topic).update();
  }

  /** Those that the bill knows; of an idle database only its hours count, not what it stores. */
  List<SavingStore.New> savings(Basis.Days days, String applicationTag) {
    return jdbc
        .sql(
            """
            with recent as (
              select c.resource, c.effective, d.provider, d.account, d.service, d.region,
                d.tags ->> :tag application, concat_ws(' ', t.data ->> 'ChargeDescription',
                  t.data ->> 'SkuMeter') ~* 'hour|hrs' hourly
              from charge c join cost_dimension d on d.id = c.dimension_id
              join cost_detail t on t.id = c.detail_id
              join cost_source o on o.id = c.source_id
              where c.day between :from and :to and c.resource is not null
                and d.currency = :currency and o.sample = :sample
                and coalesce(d.category, 'Usage') = 'Usage'
            ), named as (select distinct resource from recent
            ), known as (
              select l.*, n.resource billed from leftover l join named n on n.resource = l.resource
              union
              select l.*, n.resource from leftover l
              join named n on regexp_replace(n.resource, '^.*[/:]', '') = l.resource
              union
              select l.*, n.resource from leftover l join named n on lower(n.resource) = l.resource
            )
            select k.rule, k.billed, coalesce(r.provider, '') provider,
              coalesce(r.account, '') account, max(r.service) service,
              coalesce(max(r.region), '') region, coalesce(max(r.application), '') application,
              coalesce(sum(r.effective)
                filter (where k.rule <> :hourly or r.hourly), 0) monthly,
              sum(r.effective) cost, min(k.evidence) evidence, min(k.cloud_act::text) act
            from known k join recent r on r.resource = k.billed
            join saving_look s on s.topic = k.topic and s.answered_at > :fresh
            group by k.rule, k.billed, r.provider, r.account
            """)
        .param("tag", applicationTag)
        .param("hourly", Advice.IDLE_DATABASE)
        .param("from", days.last().minusDays(Use.DAYS - 1L))
        .param("to", days.last())
        .param("currency", days.currency())
        .param("sample", days.sample())
        .param("fresh", Timestamp.from(clock.instant().minus(Machines.FRESH)))
        .query((rs, row) -> saving(rs, days))
        .list()
        .stream()
        .filter(saving -> saving.monthly().signum() > 0)
        .toList();
  }

  private static SavingStore.New saving(ResultSet rs, Basis.Days days) throws SQLException {
    String act = rs.getString("act");
    BigDecimal cost = rs.getBigDecimal("cost");
    return new SavingStore.New(
        rs.getString("rule"),
        rs.getString("billed"),
        rs.getString("provider"),
        rs.getString("account"),
        rs.getString("service"),
        rs.getString("region"),
        rs.getString("application"),
        days.currency(),
        rs.getBigDecimal("monthly"),
        cost,
        rs.getString("evidence"),
        days.sample(),
        act == null ? null : Json.read(act, CloudAct.class));
  }
}
