package dev.hexad.finops.saving;

import dev.hexad.finops.cost.Basis;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How much machines are used, beside what they cost. */
@Component
class Machines {
  /** What was measured longer ago says nothing of today. */
  static final Duration FRESH = Duration.ofDays(14);

  /** How Amazon's bills name sizes of machines; those of databases begin otherwise. */
  private static final String SIZE =
      "(?:^|[^.a-z0-9-])([a-z][a-z0-9-]*\\.(?:\\d*xlarge|nano|micro|small|medium|large|metal))";

  private final JdbcClient jdbc;
  private final Clock clock;

  Machines(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Takes up measurements in place of earlier ones. */
  @Transactional
  public void keep(List<MachineUse> uses) {
    for (MachineUse use : uses) {
      jdbc.sql(
              """
              insert into machine_use (resource, size, days, cpu_p95, cpu_p99, memory_max,
                measured_at)
              values (:resource, :size, :days, :p95, :p99, :memory, :now)
              on conflict (resource) do update set size = excluded.size, days = excluded.days,
                cpu_p95 = excluded.cpu_p95, cpu_p99 = excluded.cpu_p99,
                memory_max = excluded.memory_max, measured_at = excluded.measured_at
              """)
          .param("resource", use.resource())
          .param("size", use.size())
          .param("days", use.days())
          .param("p95", use.cpuP95())
          .param("p99", use.cpuP99())
          .param("memory", use.memoryMax())
          .param("now", Timestamp.from(clock.instant()))
          .update();
    }
  }

  private record Cost(
      String machine,
      String size,
      int days,
      double cpuP95,
      double cpuP99,
      @Nullable Double memoryMax,
      String resource,
      String provider,
      String account,
      String service,
      String region,
      String application,
      BigDecimal cost) {
    MachineUse use() {
      return new MachineUse(machine, size, days, cpuP95, cpuP99, memoryMax);
    }
  }

  /** What could be saved; of a machine only the hours of its size count, not disks and traffic. */
  List<SavingStore.New> savings(Basis.Days days, String applicationTag) {
    List<SavingStore.New> savings = new ArrayList<>();
    for (Cost cost : costs(days, applicationTag)) {
      MachineUse use = cost.use();
      Rightsizing.of(use)
          .map(proposal -> saving(cost, use, proposal, days))
          .filter(saving -> saving.monthly().signum() > 0)
          .ifPresent(savings::add);
    }
    return savings;
  }

  private static SavingStore.New saving(
      Cost cost, MachineUse use, Rightsizing.Proposal proposal, Basis.Days days) {
    String what =
        proposal.size().isEmpty() ? "" : cost.size() + " could be " + proposal.size() + ": ";
    return new SavingStore.New(
        proposal.rule(),
        cost.resource(),
        cost.provider(),
        cost.account(),
        cost.service(),
        cost.region(),
        cost.application(),
        days.currency(),
        cost.cost()
            .multiply(BigDecimal.valueOf(proposal.share()))
            .setScale(4, RoundingMode.HALF_EVEN),
        cost.cost(),
        what + proposal.evidence(),
        days.sample(),
        CloudAct.of(use, proposal));
  }

  private List<Cost> costs(Basis.Days days, String applicationTag) {
    return jdbc.sql(
            """
            select distinct on (m.resource, c.resource, d.provider, d.account)
              m.resource machine, size.name size, m.days, m.cpu_p95, m.cpu_p99, m.memory_max,
              c.resource, coalesce(d.provider, '') provider, coalesce(d.account, '') account,
              max(d.service) service, coalesce(max(d.region), '') region,
              coalesce(max(d.tags ->> :tag), '') application, sum(c.effective) cost
            from machine_use m
            join charge c on regexp_replace(c.resource, '^.*/', '') = m.resource
            join cost_dimension d on d.id = c.dimension_id
            join cost_detail t on t.id = c.detail_id
            join cost_source o on o.id = c.source_id
            cross join lateral (select concat_ws(' ', t.data ->> 'ChargeDescription',
              t.data ->> 'SkuMeter', t.data ->> 'SkuPriceDetails') words) said
            cross join lateral (select coalesce(m.size, substring(said.words from :size)) "name")
              size
            where c.day between :from and :to and d.currency = :currency and o.sample = :sample
              and m.measured_at > :fresh and coalesce(d.category, 'Usage') = 'Usage'
              and strpos(said.words, size.name) > 0
            group by m.resource, size.name, c.resource, d.provider, d.account
            order by m.resource, c.resource, d.provider, d.account, max(c.day) desc
            """)
        .param("tag", applicationTag)
        .param("size", SIZE)
        .param("from", days.last().minusDays(Use.DAYS - 1L))
        .param("to", days.last())
        .param("currency", days.currency())
        .param("sample", days.sample())
        .param("fresh", Timestamp.from(clock.instant().minus(FRESH)))
        .query(Cost.class)
        .list();
  }

  /**
   * A machine that is paid for, and whether its use is known.
   *
   * @param cost of its hours in 30 days
   * @param missing what is not known of its use, null when all is
   */
  record Paid(
      String resource,
      String provider,
      String account,
      String region,
      String size,
      String currency,
      String cost,
      @Nullable String missing) {}

  private record Known(
      String resource,
      String provider,
      String account,
      String region,
      String size,
      String currency,
      BigDecimal cost,
      @Nullable Integer days,
      @Nullable Double memoryMax,
      boolean fresh) {
    Paid paid() {
      return new Paid(
          resource, provider, account, region, size, currency, cost.toPlainString(), missing());
    }

    private @Nullable String missing() {
      if (days == null) {
        return "nobody has measured it";
      }
      if (!fresh) {
        return "it was measured longer than 14 days ago";
      }
      if (days < Rightsizing.FEWEST_DAYS) {
        return "%d of %d days are measured".formatted(days, Rightsizing.FEWEST_DAYS);
      }
      return memoryMax == null ? "its memory is not measured" : null;
    }
  }

  /** The dearest machines of the last 30 billed days, by the sizes that the bill names. */
  List<Paid> paid(Basis.Days days, int limit) {
    return jdbc
        .sql(
            """
            select p.*, m.days, m.memory_max, coalesce(m.measured_at > :fresh, false) fresh
            from (
              select c.resource, coalesce(d.provider, '') provider,
                coalesce(d.account, '') account, coalesce(max(d.region), '') region, size.name size,
                d.currency, sum(c.effective) cost
              from charge c join cost_dimension d on d.id = c.dimension_id
              join cost_detail t on t.id = c.detail_id join cost_source o on o.id = c.source_id
              cross join lateral (select substring(concat_ws(' ', t.data ->> 'ChargeDescription',
                t.data ->> 'SkuMeter', t.data ->> 'SkuPriceDetails') from :size) "name") size
              where c.day between :from and :to and c.resource is not null
                and d.currency = :currency and o.sample = :sample and size.name is not null
                and coalesce(d.category, 'Usage') = 'Usage'
              group by c.resource, d.provider, d.account, size.name, d.currency
              order by cost desc limit :limit) p
            left join machine_use m on m.resource = regexp_replace(p.resource, '^.*/', '')
            order by p.cost desc, p.resource
            """)
        .param("size", SIZE)
        .param("from", days.last().minusDays(Use.DAYS - 1L))
        .param("to", days.last())
        .param("currency", days.currency())
        .param("sample", days.sample())
        .param("fresh", Timestamp.from(clock.instant().minus(FRESH)))
        .param("limit", limit)
        .query(Known.class)
        .list()
        .stream()
        .map(Known::paid)
        .toList();
  }
}
