package dev.hexad.cloud.inventory;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.contracts.command.SyncParameters;
import dev.hexad.contracts.event.InventorySynchronised;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.outbox.Outbox;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** All versions of all resources. */
@Service
class Inventory {
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Clock clock;

  Inventory(JdbcClient jdbc, Outbox outbox, Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** One version of a resource. */
  record Version(
      String provider,
      String account,
      String type,
      String id,
      int version,
      boolean removed,
      String name,
      String region,
      String state,
      JsonNode labels,
      @Nullable Instant created,
      JsonNode raw,
      Instant seenAt) {}

  private record Key(String type, String id) {}

  private record Known(Key key, int version, byte[] hash, boolean removed) {}

  /** Makes the account's resources exactly these, with a version for each change. */
  @Transactional
  public SyncParameters.Account replace(
      String provider, String account, List<CloudResource> resources) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('inventory ' || ? || '/' || ?, 0))")
        .params(provider, account)
        .query((rs, n) -> n)
        .list();
    Map<Key, Known> known = known(provider, account);
    int added = 0;
    int changed = 0;
    for (CloudResource resource : resources) {
      Known before = known.remove(new Key(resource.type(), resource.id()));
      byte[] hash = Fingerprint.of(resource);
      if (before == null || before.removed()) {
        insert(provider, account, resource, hash, before == null ? 1 : before.version() + 1);
        added++;
      } else if (!Arrays.equals(hash, before.hash())) {
        insert(provider, account, resource, hash, before.version() + 1);
        changed++;
      }
    }
    int removed = 0;
    for (Known gone : known.values()) {
      if (!gone.removed()) {
        remove(provider, account, gone.key());
        removed++;
      }
    }
    int total = resources.size();
    outbox.event(new InventorySynchronised(provider, account, total, added, changed, removed));
    return new SyncParameters.Account(provider, account, total, added, changed, removed, null);
  }

  private Map<Key, Known> known(String provider, String account) {
    var known = new HashMap<Key, Known>();
    jdbc.sql(
            """
            select type, id, version, hash, removed from resource_version
            where provider = ? and account = ? and latest
            """)
        .params(provider, account)
        .query((rs, n) ->
            new Known(
                new Key(rs.getString("type"), rs.getString("id")),
                rs.getInt("version"),
                rs.getBytes("hash"),
                rs.getBoolean("removed")))
        .list()
        .forEach(k -> known.put(k.key(), k));
    return known;
  }

  private void insert(
      String provider, String account, CloudResource resource, byte[] hash, int version) {
    outdate(provider, account, new Key(resource.type(), resource.id()));
    Instant created = resource.created();
    jdbc.sql(
            """
            insert into resource_version (provider, account, type, id, version, latest, removed,
              name, region, state, labels, created_at, raw, hash, seen_at)
            values (:provider, :account, :type, :id, :version, true, false, :name, :region, :state,
              :labels::jsonb, :created, :raw::jsonb, :hash, :now)
            """)
        .param("provider", provider)
        .param("account", account)
        .param("type", resource.type())
        .param("id", resource.id())
        .param("version", version)
        .param("name", resource.name())
        .param("region", resource.region())
        .param("state", resource.state())
        .param("labels", Json.write(resource.labels()))
        .param("created", created == null ? null : Timestamp.from(created), Types.TIMESTAMP)
        .param("raw", Json.write(resource.raw()))
        .param("hash", hash)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private void remove(String provider, String account, Key key) {
    jdbc.sql(
            """
            with last as (
              update resource_version set latest = false
              where provider = :provider and account = :account and type = :type and id = :id
                and latest
              returning *)
            insert into resource_version
            select provider, account, type, id, version + 1, true, true, name, region, 'removed',
              labels, created_at, raw, hash, :now from last
            """)
        .param("provider", provider)
        .param("account", account)
        .param("type", key.type())
        .param("id", key.id())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private void outdate(String provider, String account, Key key) {
    jdbc.sql(
            """
            update resource_version set latest = false
            where provider = ? and account = ? and type = ? and id = ? and latest
            """)
        .params(provider, account, key.type(), key.id())
        .update();
  }

  /** What there is now. */
  List<Version> current(@Nullable String provider, @Nullable String type, int limit) {
    return jdbc.sql(
            """
            select * from resource_version
            where latest and not removed and (cast(:provider as text) is null or provider = :provider)
              and (cast(:type as text) is null or type = :type)
            order by provider, account, type, name, id limit :limit
            """)
        .param("provider", provider)
        .param("type", type)
        .param("limit", limit)
        .query(Inventory::row)
        .list();
  }

  /** All versions of a resource, newest first. */
  List<Version> versions(String provider, String type, String id) {
    return jdbc.sql(
            """
            select * from resource_version where provider = ? and type = ? and id = ?
            order by account, version desc
            """)
        .params(provider, type, id)
        .query(Inventory::row)
        .list();
  }

  private static Version row(java.sql.ResultSet rs, int n) throws java.sql.SQLException {
    Timestamp created = rs.getTimestamp("created_at");
    return new Version(
        rs.getString("provider"),
        rs.getString("account"),
        rs.getString("type"),
        rs.getString("id"),
        rs.getInt("version"),
        rs.getBoolean("removed"),
        rs.getString("name"),
        rs.getString("region"),
        rs.getString("state"),
        Json.mapper().readTree(rs.getString("labels")),
        created == null ? null : created.toInstant(),
        Json.mapper().readTree(rs.getString("raw")),
        rs.getTimestamp("seen_at").toInstant());
  }
}
