package dev.hexad.orchestrator.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Leases in PostgreSQL, whose clock decides when one has run out. */
@Component
final class LeaseStore {
  private final JdbcClient jdbc;

  LeaseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All changes in a tenant come one after the other, until the transaction ends. */
  void lock(String tenant) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param("leases/" + tenant)
        .query((rs, n) -> true)
        .single();
  }

  void insert(Leases.Wish wish) {
    jdbc.sql(
            """
            insert into lease (id, tenant, holder, run_id, stage, reason, resources, ttl_seconds,
              requested_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, now(), now() + make_interval(secs => ?))
            on conflict do nothing
            """)
        .param(wish.id())
        .param(wish.tenant())
        .param(wish.holder())
        .param(wish.runId())
        .param(wish.stage())
        .param(wish.reason())
        .param(wish.resources().toArray(String[]::new))
        .param(wish.ttlSeconds())
        .param(wish.ttlSeconds())
        .update();
  }

  /**
   * Gives a lease when nobody has a part of it and nobody who came earlier wants a part of it; so
   * the first in line is never passed over, and two who want several things never block each other.
   *
   * @return whether it was given now
   */
  boolean grant(UUID id) {
    return jdbc.sql(
                """
                update lease l set token = nextval('lease_token'), granted_at = now(),
                  expires_at = now() + make_interval(secs => ttl_seconds)
                where id = ? and token is null and not exists (
                  select 1 from lease o
                  where o.tenant = l.tenant and o.id <> l.id and o.resources && l.resources
                    and (o.token is not null or o.place < l.place))
                """)
            .param(id)
            .update()
        == 1;
  }

  /** Those in line who want one of these, in their order. */
  List<UUID> waiting(String tenant, List<String> resources) {
    return jdbc.sql(
            """
            select id from lease where tenant = ? and token is null and resources && ?::text[]
            order by place
            """)
        .params(tenant, resources.toArray(String[]::new))
        .query(UUID.class)
        .list();
  }

  Optional<Lease> find(UUID id) {
    return jdbc.sql("select * from lease where id = ?")
        .param(id)
        .query(LeaseStore::lease)
        .optional();
  }

  boolean renew(UUID id) {
    return jdbc.sql(
                """
                update lease set expires_at = now() + make_interval(secs => ttl_seconds)
                where id = ? and expires_at > now()
                """)
            .param(id)
            .update()
        == 1;
  }

  /** Leases of stages last as long as their run works on; the orchestrator itself renews them. */
  void renewForRuns() {
    jdbc.sql(
            """
            update lease set expires_at = now() + make_interval(secs => ttl_seconds)
            where run_id in (select id from run where state in ('QUEUED', 'RUNNING', 'PAUSED'))
            """)
        .update();
  }

  List<Lease> expired() {
    return jdbc.sql("select * from lease where expires_at < now() order by place limit 200")
        .query(LeaseStore::lease)
        .list();
  }

  /** Whether it was there; a lease that was renewed meanwhile stays. */
  boolean delete(UUID id, boolean onlyExpired) {
    return jdbc.sql("delete from lease where id = ? and (not ? or expires_at < now())")
            .params(id, onlyExpired)
            .update()
        == 1;
  }

  /** Who stands before this one, the holder first. */
  List<Lease> before(Lease lease) {
    return jdbc.sql(
            """
            select o.* from lease o join lease l on l.id = ?
            where o.tenant = l.tenant and o.id <> l.id and o.resources && l.resources
              and (o.token is not null or o.place < l.place)
            order by o.token is null, o.place
            """)
        .param(lease.id())
        .query(LeaseStore::lease)
        .list();
  }

  /** A page of all in a tenant, in the order of their coming; after the place of one. */
  List<Lease> page(String tenant, @Nullable String resource, @Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            select * from lease
            where tenant = :tenant
              and (cast(:resource as text) is null or resources @> array[cast(:resource as text)])
              and (cast(:after as uuid) is null
                or place > (select place from lease where id = :after))
            order by place limit :limit
            """)
        .param("tenant", tenant)
        .param("resource", resource)
        .param("after", after)
        .param("limit", limit)
        .query(LeaseStore::lease)
        .list();
  }

  private static Lease lease(ResultSet rs, int row) throws SQLException {
    var granted = rs.getTimestamp("granted_at");
    return new Lease(
        rs.getObject("id", UUID.class),
        rs.getString("tenant"),
        rs.getString("holder"),
        rs.getObject("run_id", UUID.class),
        rs.getString("stage"),
        rs.getString("reason"),
        Arrays.asList((String[]) rs.getArray("resources").getArray()),
        rs.getObject("token", Long.class),
        rs.getInt("ttl_seconds"),
        rs.getTimestamp("requested_at").toInstant(),
        granted == null ? null : granted.toInstant(),
        rs.getTimestamp("expires_at").toInstant());
  }
}
