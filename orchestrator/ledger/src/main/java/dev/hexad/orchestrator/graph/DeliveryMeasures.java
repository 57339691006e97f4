package dev.hexad.orchestrator.graph;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The four keys of DORA, calculated from what happened and not from what somebody filled in. A
 * deployment counts when it became the one that serves; it failed when it did not come to that,
 * when somebody went back from it, or when it is suspected of an alert.
 */
@Component
class DeliveryMeasures {
  private final JdbcClient jdbc;

  DeliveryMeasures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The four keys; what has no samples is null and never 0.
   *
   * @param deployments that came to serve
   * @param perDay of them
   * @param leadP50Seconds from the arrival of the commit to serving; likewise p90
   * @param failureShare of those that began and failed, 0 to 1
   * @param restoreP50Seconds from the begin of an alert to its end; likewise p90
   */
  record Measures(
      Instant from,
      Instant to,
      long deployments,
      @Nullable Double perDay,
      long leadSamples,
      @Nullable Double leadP50Seconds,
      @Nullable Double leadP90Seconds,
      long begun,
      long failed,
      @Nullable Double failureShare,
      long restoreSamples,
      @Nullable Double restoreP50Seconds,
      @Nullable Double restoreP90Seconds) {}

  /** What is measured; null parts do not narrow. */
  record Scope(@Nullable UUID application, @Nullable String team, @Nullable String environment) {}

  Measures of(String tenant, Scope scope, Instant from, Instant to) {
    return jdbc.sql(
            """
            with scope as (
              select key::uuid as id from graph_node n
              where tenant = :tenant and kind = 'APPLICATION'
                and (cast(:application as uuid) is null or key = cast(:application as text))
                and (cast(:team as text) is null or exists (
                  select 1 from graph_edge e where e.tenant = n.tenant and e.from_kind = 'TEAM'
                    and e.from_key = :team and e.relation = 'owns' and e.to_kind = 'APPLICATION'
                    and e.to_key = n.key))
            ), change as (
              select * from graph_change
              where tenant = :tenant and at >= :from and at < :to
                and application_id in (select id from scope)
                and (cast(:environment as text) is null or environment = :environment)
            ), served as (
              select subject_key, min(at) as at, min(commit_id) as commit_id from change
              where kind in ('deployment', 'deployment-stable') group by subject_key
            ), lead as (
              select extract(epoch from s.at - n.first_seen) as seconds from served s
              join graph_node n on n.tenant = :tenant and n.kind = 'COMMIT' and n.key = s.commit_id
            ), begun as (
              select distinct subject_key from change
              where kind like 'deployment%' and subject_kind = 'DEPLOYMENT'
            ), failed as (
              select subject_key from begun b
              where exists (select 1 from change c where c.subject_key = b.subject_key
                  and c.kind = 'deployment-failed')
                or exists (select 1 from graph_edge e where e.tenant = :tenant
                  and e.to_kind = 'DEPLOYMENT' and e.to_key = b.subject_key
                  and e.relation = 'replaced')
                or exists (select 1 from graph_edge e where e.tenant = :tenant
                  and e.from_kind = 'DEPLOYMENT' and e.from_key = b.subject_key
                  and e.relation = 'suspected of')
            ), restored as (
              select extract(epoch from r.at - c.at) as seconds from change c
              join graph_change r on r.tenant = :tenant and r.subject_kind = 'ALERT'
                and r.subject_key = c.subject_key and r.kind = 'alert-resolved'
              where c.kind = 'alert'
            )
            select
              (select count(*) from served) as deployments,
              (select count(*) from lead) as leads,
              (select percentile_cont(0.5) within group (order by seconds) from lead) as lead50,
              (select percentile_cont(0.9) within group (order by seconds) from lead) as lead90,
              (select count(*) from begun) as begun,
              (select count(*) from failed) as failed,
              (select count(*) from restored) as restores,
              (select percentile_cont(0.5) within group (order by seconds) from restored) as back50,
              (select percentile_cont(0.9) within group (order by seconds) from restored) as back90
            """)
        .param("tenant", tenant)
        .param("application", scope.application())
        .param("team", scope.team())
        .param("environment", scope.environment())
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query((rs, n) -> {
          long deployments = rs.getLong("deployments");
          long begun = rs.getLong("begun");
          double days = (to.getEpochSecond() - from.getEpochSecond()) / 86_400.0;
          return new Measures(
              from,
              to,
              deployments,
              deployments == 0 ? null : deployments / days,
              rs.getLong("leads"),
              rs.getObject("lead50", Double.class),
              rs.getObject("lead90", Double.class),
              begun,
              rs.getLong("failed"),
              begun == 0 ? null : (double) rs.getLong("failed") / begun,
              rs.getLong("restores"),
              rs.getObject("back50", Double.class),
              rs.getObject("back90", Double.class));
        })
        .single();
  }

  /** Of so many, so many are nobody's. */
  record Share(String what, long all, long withoutOwner, @Nullable Double share) {}

  /** Deployments and alerts of a time whose application no team owns. */
  java.util.List<Share> ownership(String tenant, Instant from, Instant to) {
    return jdbc.sql(
            """
            select case when kind = 'alert' then 'alerts' when kind = 'cost' then 'spend'
                else 'deployments' end as what,
              coalesce(sum(case when kind = 'cost' then amount else 1 end), 0) as all_of_them,
              coalesce(sum(case when kind = 'cost' then amount else 1 end) filter (
                where not exists (select 1 from graph_edge e where e.tenant = c.tenant
                  and e.from_kind = 'TEAM' and e.relation = 'owns' and e.to_kind = 'APPLICATION'
                  and e.to_key = c.application_id::text)), 0) as without
            from graph_change c
            where tenant = ? and at >= ? and at < ?
              and kind in ('alert', 'deployment-started', 'cost')
            group by 1 order by 1
            """)
        .params(tenant, Timestamp.from(from), Timestamp.from(to))
        .query((rs, n) -> {
          long all = rs.getLong(2);
          long without = rs.getLong(3);
          return new Share(rs.getString(1), all, without, all == 0 ? null : (double) without / all);
        })
        .list();
  }
}
