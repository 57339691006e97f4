package dev.hexad.finops.saving;

import dev.hexad.finops.cost.Basis;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what single resources and commitments were charged for. */
@Component
class Uses {
  /** Only what a rule could be about is read, bills have millions of resources. */
  private static final String WORTH_A_LOOK = "snapshot|gp2|idle|load ?balancer|nat ?gateway";

  private final JdbcClient jdbc;

  Uses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Key(String resource, String provider, String account) {}

  /** Resources that a rule could be about, in the last 30 days. */
  List<Use> resources(Basis.Days days, String applicationTag) {
    Map<Key, Use> found = new LinkedHashMap<>();
    jdbc.sql(
            """
            with recent as (
              select c.resource, c.day, c.effective, c.consumed, d.provider, d.account, d.service,
                d.region, d.tags ->> :tag application,
                concat_ws(' ', t.data ->> 'ChargeDescription', t.data ->> 'SkuMeter',
                  d.resource_type) what
              from charge c join cost_dimension d on d.id = c.dimension_id
              join cost_detail t on t.id = c.detail_id
              join cost_source o on o.id = c.source_id
              where c.day between :from and :to and c.resource is not null
                and d.currency = :currency and o.sample = :sample
                and coalesce(d.category, 'Usage') = 'Usage'
            ), wanted as (
              select distinct resource from recent where what ~* :worth or resource ~* :worth
            ), life as (
              select c.resource, min(c.day) first from charge c join wanted w using (resource)
              where c.day <= :to group by 1
            ), days as (
              select resource, count(distinct day)::int n from recent join wanted using (resource)
              where effective <> 0 group by 1
            )
            select r.resource, coalesce(r.provider, '') provider, coalesce(r.account, '') account,
              max(r.service) service, coalesce(max(r.region), '') region,
              coalesce(max(r.application), '') application, r.what, sum(r.effective) cost,
              coalesce(sum(r.consumed), 0) quantity, l.first, coalesce(n.n, 0) charged
            from recent r join life l using (resource) left join days n using (resource)
            group by r.resource, r.provider, r.account, r.what, l.first, n.n
            order by r.resource, r.provider, r.account, r.what
            """)
        .param("tag", applicationTag)
        .param("from", days.last().minusDays(Use.DAYS - 1L))
        .param("to", days.last())
        .param("currency", days.currency())
        .param("sample", days.sample())
        .param("worth", WORTH_A_LOOK)
        .query(rs -> {
          var key =
              new Key(rs.getString("resource"), rs.getString("provider"), rs.getString("account"));
          Use before = found.get(key);
          List<Use.Meter> meters = new ArrayList<>(before == null ? List.of() : before.meters());
          meters.add(
              new Use.Meter(
                  rs.getString("what"), rs.getBigDecimal("cost"), rs.getBigDecimal("quantity")));
          found.put(
              key,
              new Use(
                  key.resource(),
                  key.provider(),
                  key.account(),
                  rs.getString("service"),
                  rs.getString("region"),
                  rs.getString("application"),
                  days.currency(),
                  rs.getObject("first", LocalDate.class),
                  rs.getInt("charged"),
                  meters));
        });
    return List.copyOf(found.values());
  }

  /** Of a commitment, what was used and what was paid for nothing. */
  record Commitment(
      String id,
      String type,
      String provider,
      String account,
      String service,
      BigDecimal unused,
      BigDecimal cost) {}

  List<Commitment> commitments(Basis.Days days) {
    return jdbc.sql(
            """
            select d.commitment id, coalesce(max(d.commitment_type), 'commitment') type,
              coalesce(d.provider, '') provider, coalesce(max(d.account), '') account,
              max(d.service) service, sum(s.effective) cost,
              coalesce(sum(s.effective) filter (where d.commitment_status = 'Unused'), 0) unused
            from cost_day s join cost_dimension d on d.id = s.dimension_id
            join cost_source o on o.id = d.source_id
            where s.day between :from and :to and d.commitment is not null
              and d.category = 'Usage' and d.currency = :currency and o.sample = :sample
            group by d.commitment, d.provider
            having coalesce(sum(s.effective) filter (where d.commitment_status = 'Unused'), 0) > 0
            order by 1
            """)
        .param("from", days.last().minusDays(Use.DAYS - 1L))
        .param("to", days.last())
        .param("currency", days.currency())
        .param("sample", days.sample())
        .query(Commitment.class)
        .list();
  }

  /** What a resource cost on an average day of a time, times 30. */
  BigDecimal monthly(Saving saving, LocalDate from, LocalDate to) {
    boolean commitment = saving.rule().equals(Advice.UNUSED_COMMITMENT);
    String match =
        commitment
            ? "d.commitment = :resource and d.commitment_status = 'Unused'"
            : "c.resource = :resource";
    return jdbc.sql(
            "select coalesce(sum(c.effective), 0) * 30 / :days from charge c"
                + " join cost_dimension d on d.id = c.dimension_id"
                + " join cost_source o on o.id = c.source_id"
                + " where c.day between :from and :to and d.currency = :currency"
                + " and o.sample = :sample and coalesce(d.provider, '') = :provider and "
                + match)
        .param("days", (int) (to.toEpochDay() - from.toEpochDay() + 1))
        .param("from", from)
        .param("to", to)
        .param("currency", saving.currency())
        .param("sample", saving.sample())
        .param("provider", saving.provider())
        .param("resource", saving.resource())
        .query(BigDecimal.class)
        .single();
  }
}
