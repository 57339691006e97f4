package dev.hexad.finops.estimate;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.finops.cost.Basis;
import dev.hexad.finops.settings.FinopsSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Compares estimates of applied plans with the bill, and learns from it. */
@Service
public class Lessons {
  /** A day of a change is cheap or dear by chance; fewer days than this are no witness. */
  private static final int FEWEST_DAYS = 7;

  private static final int MOST_DAYS = 30;

  private final JdbcClient jdbc;
  private final Basis basis;
  private final LiveConfiguration<FinopsSettings> settings;

  Lessons(JdbcClient jdbc, Basis basis, LiveConfiguration<FinopsSettings> settings) {
    this.jdbc = jdbc;
    this.basis = basis;
    this.settings = settings;
  }

  /** Compares anew; gives how many resources and applications were measured. */
  @Transactional
  public int refresh() {
    int measured = 0;
    for (Basis.Days days : basis.days()) {
      measured += resources(days) + applications(days);
    }
    return measured;
  }

  private int resources(Basis.Days days) {
    return jdbc.sql(
            """
            update estimate_line l set measured = m.monthly, measured_days = m.days
            from (
              select l.estimate_id, l.address, count(distinct c.day)::int days,
                sum(c.effective) / count(distinct c.day) * 365 / 12 monthly
              from estimate_line l join estimate e on e.id = l.estimate_id
              join work_done w on w.id = e.plan_id and w.kind = 'APPLY'
              join charge c on c.resource = l.resource
                and c.day > (w.at at time zone 'UTC')::date
                and c.day <= (w.at at time zone 'UTC')::date + :most and c.day <= :last
              join cost_dimension d on d.id = c.dimension_id and d.currency = e.currency
              join cost_source o on o.id = c.source_id and o.sample = :sample
              where e.currency = :currency and l.after > 0
              group by 1, 2 having count(distinct c.day) >= :fewest
            ) m
            where l.estimate_id = m.estimate_id and l.address = m.address
            """)
        .param("most", MOST_DAYS)
        .param("fewest", FEWEST_DAYS)
        .param("last", days.last())
        .param("currency", days.currency())
        .param("sample", days.sample())
        .update();
  }

  /** The days after an apply beside as many before it. */
  private int applications(Basis.Days days) {
    return jdbc.sql(
            """
            update estimate e set realised = m.monthly, realised_days = m.n
            from (
              select a.id, a.n, coalesce(sum(case when s.day > a.on_day then s.effective
                else -s.effective end), 0) / a.n * 365 / 12 monthly
              from (
                select e.id, e.application, (w.at at time zone 'UTC')::date on_day,
                  least(:most, :last - (w.at at time zone 'UTC')::date) n
                from estimate e join work_done w on w.id = e.plan_id and w.kind = 'APPLY'
                where e.application is not null and e.currency = :currency
              ) a
              left join (cost_day s join cost_dimension d on d.id = s.dimension_id
                join cost_source o on o.id = s.source_id and o.sample = :sample)
                on d.tags ->> :tag = a.application and d.currency = :currency
                and s.day between a.on_day - a.n and a.on_day + a.n and s.day <> a.on_day
              where a.n >= :fewest and a.on_day - a.n >= :first
              group by a.id, a.n, a.on_day
            ) m
            where e.id = m.id
            """)
        .param("most", MOST_DAYS)
        .param("fewest", FEWEST_DAYS)
        .param("first", days.first())
        .param("last", days.last())
        .param("currency", days.currency())
        .param("sample", days.sample())
        .param("tag", settings.current().applicationTag())
        .update();
  }

  private record Ratio(String type, double ratio) {}

  /** What was learnt, by type of resource. */
  Map<String, Correction> corrections() {
    Map<String, List<Double>> ratios = new TreeMap<>();
    jdbc.sql(
            """
            select type, (measured / after)::float8 ratio from estimate_line
            where measured > 0 and after > 0
            """)
        .query(Ratio.class)
        .list()
        .forEach(
            one -> ratios.computeIfAbsent(one.type(), type -> new ArrayList<>()).add(one.ratio()));
    Map<String, Correction> corrections = new TreeMap<>();
    ratios.forEach((type, all) -> corrections.put(type, Correction.of(all)));
    return corrections;
  }
}
