package dev.hexad.finops.source.kubernetes;

import dev.hexad.contracts.message.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What clusters used, and what the bill says of their nodes. */
@Component
public class ClusterStore {
  private final JdbcClient jdbc;

  ClusterStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps a day in place of what was known of it. */
  @Transactional
  public void keep(String cluster, LocalDate day, ClusterDay usage) {
    jdbc.sql(
            """
            insert into cluster_day (cluster, day, usage, digest)
            values (:cluster, :day, :usage::jsonb, :digest)
            on conflict (cluster, day) do update
              set usage = excluded.usage, digest = excluded.digest
            """)
        .param("cluster", cluster)
        .param("day", day)
        .param("usage", Json.write(usage))
        .param("digest", digest(Json.write(usage)))
        .update();
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Optional<ClusterDay> find(String cluster, LocalDate day) {
    return jdbc.sql("select usage from cluster_day where cluster = ? and day = ?")
        .params(cluster, day)
        .query(String.class)
        .optional()
        .map(usage -> Json.read(usage, ClusterDay.class));
  }

  /** A day of which usage is known, and what its version depends on. */
  record Known(LocalDate day, String digest) {}

  /** The days from one on, the earliest first. */
  List<Known> days(String cluster, LocalDate from) {
    return jdbc.sql(
            "select day, digest from cluster_day where cluster = ? and day >= ? order by day")
        .params(cluster, from)
        .query(Known.class)
        .list();
  }

  /** What was charged for a node on a day, by what costs are grouped by. */
  record NodeCharge(
      String node,
      @Nullable String provider,
      @Nullable String account,
      @Nullable String accountName,
      String service,
      @Nullable String serviceCategory,
      @Nullable String region,
      String currency,
      String tags,
      BigDecimal billed,
      BigDecimal effective) {}

  /** The charges of all nodes of a day, from other bills than those of clusters. */
  List<NodeCharge> charges(String cluster, LocalDate day) {
    return jdbc.sql(
            """
            with node as (
              select n ->> 'name' name, n ->> 'resource' resource
              from cluster_day, jsonb_array_elements(usage -> 'nodes') n
              where cluster = :cluster and day = :day
            )
            select n.name node, d.provider, d.account, d.account_name, d.service,
              d.service_category, d.region, d.currency, d.tags::text tags, sum(c.billed) billed,
              sum(c.effective) effective
            from node n
            join charge c on c.day = :day
              and regexp_replace(c.resource, '^.*/', '') = regexp_replace(n.resource, '^.*/', '')
            join cost_dimension d on d.id = c.dimension_id
            join cost_source o on o.id = c.source_id
            where not o.sample and coalesce(d.category, 'Usage') = 'Usage'
              and not exists (select 1 from cluster_day k where k.cluster = o.name)
            group by 1, 2, 3, 4, 5, 6, 7, 8, 9
            having sum(c.billed) <> 0 or sum(c.effective) <> 0
            order by 1, 5, 8, 9
            """)
        .param("cluster", cluster)
        .param("day", day)
        .query(NodeCharge.class)
        .list();
  }
}
