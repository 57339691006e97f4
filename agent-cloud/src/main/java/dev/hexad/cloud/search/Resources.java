package dev.hexad.cloud.search;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Single resources with their documents, history and links. */
@Service
public class Resources {
  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  Resources(JdbcClient jdbc, DataSource source) {
    this.jdbc = jdbc;
    this.template = new JdbcTemplate(source);
    this.template.setFetchSize(500);
  }

  /** A version with what the provider said of it. */
  public record Document(Resource resource, JsonNode relations, JsonNode raw) {}

  /** A resource that another one is linked with. */
  record Neighbour(
      String verb, boolean outgoing, String type, String id, @Nullable Resource resource) {}

  /**
   * A resource as it is now, or as it was.
   *
   * @throws HexadException when it was not there
   */
  public Document require(UUID uid, @Nullable Instant at) {
    return find(uid, at).orElseThrow(() -> HexadException.notFound("resource", uid));
  }

  public Optional<Document> find(UUID uid, @Nullable Instant at) {
    return jdbc.sql(
            "select "
                + Resource.COLUMNS
                + """
                , relations::text, raw::text from resource
                where uid = :uid
                  and (cast(:at as timestamptz) is null and valid_to is null
                    or valid_from <= :at and (valid_to is null or valid_to > :at))
                """)
        .param("uid", uid)
        .param("at", at == null ? null : Timestamp.from(at))
        .query((rs, n) ->
            new Document(
                Resource.of(rs, n),
                Json.mapper().readTree(rs.getString("relations")),
                Json.mapper().readTree(rs.getString("raw"))))
        .optional();
  }

  /** Lets all resources of some types pass by, one at a time; call it in a transaction. */
  public void each(Collection<String> types, Consumer<Document> consumer) {
    template.query(
        "select "
            + Resource.COLUMNS
            + ", relations::text, raw::text from resource"
            + " where type = any(?) and valid_to is null and not removed",
        rs -> {
          consumer.accept(
              new Document(
                  Resource.of(rs, 0),
                  Json.mapper().readTree(rs.getString("relations")),
                  Json.mapper().readTree(rs.getString("raw"))));
        },
        (Object) types.toArray(String[]::new));
  }

  /** The resource of this name, if it was ever there. */
  public Optional<Resource> named(String provider, String account, String type, String id) {
    return jdbc.sql(
            "select "
                + Resource.COLUMNS
                + """
                 from resource where id = :id and type = :type and provider = :provider
                  and account = :account and valid_to is null
                """)
        .param("id", id)
        .param("type", type)
        .param("provider", provider)
        .param("account", account)
        .query(Resource::of)
        .optional();
  }

  /** Versions before this one, newest first. */
  List<Resource> versions(UUID uid, int before, int limit) {
    return jdbc.sql(
            "select "
                + Resource.COLUMNS
                + " from resource where uid = ? and version < ? order by version desc limit ?")
        .params(uid, before, limit)
        .query(Resource::of)
        .list();
  }

  /**
   * One version.
   *
   * @throws HexadException when there is none
   */
  Document version(UUID uid, int version) {
    return jdbc.sql(
            "select "
                + Resource.COLUMNS
                + ", relations::text, raw::text from resource where uid = ? and version = ?")
        .params(uid, version)
        .query((rs, n) ->
            new Document(
                Resource.of(rs, n),
                Json.mapper().readTree(rs.getString("relations")),
                Json.mapper().readTree(rs.getString("raw"))))
        .optional()
        .orElseThrow(() -> HexadException.notFound("version", uid + "/" + version));
  }

  /** What it is linked with, either way. */
  List<Neighbour> neighbours(UUID uid, int limit) {
    Resource self = require(uid, null).resource();
    return jdbc.sql(
            """
            select link ->> 'verb' as verb, true as outgoing, link ->> 'type' as other_type,
              link ->> 'id' as other_id, o.uid as other
            from resource r cross join jsonb_array_elements(r.relations) link
              left join resource o on o.id = link ->> 'id' and o.type = link ->> 'type'
                and o.provider = r.provider and o.account = r.account and o.valid_to is null
            where r.uid = :uid and r.valid_to is null
            union all
            select link ->> 'verb', false, r.type, r.id, r.uid
            from resource r cross join jsonb_array_elements(r.relations) link
            where r.relations @> :self::jsonb and link ->> 'id' = :id and r.valid_to is null
              and not r.removed and r.account = :account and r.provider = :provider
            limit :limit
            """)
        .param("uid", uid)
        .param("self", Json.write(List.of(java.util.Map.of("id", self.id(), "type", self.type()))))
        .param("id", self.id())
        .param("account", self.account())
        .param("provider", self.provider())
        .param("limit", limit)
        .query((rs, n) -> {
          UUID other = rs.getObject("other", UUID.class);
          return new Neighbour(
              rs.getString("verb"),
              rs.getBoolean("outgoing"),
              rs.getString("other_type"),
              rs.getString("other_id"),
              other == null ? null : find(other, null).map(Document::resource).orElse(null));
        })
        .list();
  }
}
