package dev.hexad.cloud.inventory;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.contracts.message.Json;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes versions of resources, many at once. */
@Repository
class ResourceStore {
  /** PostgreSQL keeps no NUL in text; an odd number of backslashes makes it one. */
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  ResourceStore(JdbcClient jdbc, DataSource source) {
    this.jdbc = jdbc;
    this.template = new JdbcTemplate(source);
    this.template.setFetchSize(5_000);
  }

  /** A resource to be written. */
  record Row(UUID uid, CloudResource resource, @Nullable String owner, long hash) {}

  /** Loads what is known of a scope; call it in a transaction, else all rows come at once. */
  KnownHashes known(ScopeKey scope) {
    var known = new KnownHashes();
    each(scope, known::known);
    return known;
  }

  /** Reports the resources of a scope without keeping them in memory. */
  void each(ScopeKey scope, HashConsumer consumer) {
    template.query(
        """
        select uid, hash from resource
        where provider = ? and account = ? and scope_region = ? and service = ?
          and valid_to is null and not removed
        """,
        rs -> {
          consumer.accept(rs.getObject(1, UUID.class), rs.getLong(2));
        },
        scope.provider(),
        scope.account(),
        scope.region(),
        scope.service());
  }

  /** Takes one row. */
  @FunctionalInterface
  interface HashConsumer {
    void accept(UUID uid, long hash);
  }

  /** Writes a new version of each; the one before ends at the same moment. */
  void write(ScopeKey scope, Collection<Row> rows, Instant now) {
    jdbc.sql(
            """
            with incoming as (
              select * from unnest(:uids::uuid[], :types::text[], :ids::text[], :names::text[],
                  :regions::text[], :states::text[], :owners::text[], :tags::text[],
                  :relations::text[], :created::timestamptz[], :raws::text[], :hashes::bigint[])
                as i(uid, type, id, name, region, state, owner, tags, relations, created, raw, hash)),
            ended as (
              update resource r set valid_to = :now from incoming i
              where r.uid = i.uid and r.valid_to is null returning r.uid, r.version)
            insert into resource (uid, version, provider, account, scope_region, service, region, type, id, name,
              state, owner, tags, relations, created_at, raw, hash, removed, valid_from)
            select i.uid, coalesce(e.version, 0) + 1, :provider, :account, :scope, :service,
              i.region, i.type, i.id, i.name, i.state, i.owner, i.tags::jsonb, i.relations::jsonb, i.created,
              i.raw::jsonb, i.hash, false, :now
            from incoming i left join ended e using (uid)
            """)
        .param("uids", rows.stream().map(Row::uid).toArray(UUID[]::new))
        .param("types", texts(rows, r -> r.resource().type()))
        .param("ids", texts(rows, r -> r.resource().id()))
        .param("names", texts(rows, r -> r.resource().name()))
        .param("regions", texts(rows, r -> r.resource().region()))
        .param("states", texts(rows, r -> r.resource().state()))
        .param("owners", texts(rows, Row::owner))
        .param("tags", texts(rows, r -> json(r.resource().tags())))
        .param("relations", texts(rows, r -> json(r.resource().relations())))
        .param("created", texts(rows, ResourceStore::created))
        .param("raws", texts(rows, r -> json(r.resource().raw())))
        .param("hashes", rows.stream().map(Row::hash).toArray(Long[]::new))
        .param("provider", scope.provider())
        .param("account", scope.account())
        .param("scope", scope.region())
        .param("service", scope.service())
        .param("now", Timestamp.from(now))
        .update();
  }

  /** Each gets a last version that says that it is gone. */
  int remove(List<UUID> uids, Instant now) {
    return jdbc.sql(
            """
            with ended as (
              update resource set valid_to = :now
              where uid = any(:uids) and valid_to is null and not removed returning *)
            insert into resource (uid, version, provider, account, scope_region, service, region, type, id, name,
              state, owner, tags, relations, created_at, raw, hash, removed, valid_from)
            select uid, version + 1, provider, account, scope_region, service, region, type, id, name, 'removed',
              owner, tags, relations, created_at, raw, hash, true, :now from ended
            """)
        .param("uids", uids.toArray(UUID[]::new))
        .param("now", Timestamp.from(now))
        .update();
  }

  int count(String provider, String account) {
    return jdbc.sql(
            """
            select count(*) from resource
            where provider = ? and account = ? and valid_to is null and not removed
            """)
        .params(provider, account)
        .query(Integer.class)
        .single();
  }

  private static @Nullable String created(Row row) {
    Instant created = row.resource().created();
    return created == null ? null : created.toString();
  }

  static String json(Object value) {
    String text = Json.write(value);
    return text.contains("\\u0000") ? NUL.matcher(text).replaceAll("$1") : text;
  }

  private static @Nullable String[] texts(
      Collection<Row> rows, Function<Row, @Nullable String> value) {
    return rows.stream()
        .map(row -> {
          String text = value.apply(row);
          return text == null ? null : text.replace("\u0000", "");
        })
        .toArray(String[]::new);
  }
}
