package dev.hexad.orchestrator.hook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of hooks. */
@Component
class HookTable {
  private final JdbcClient jdbc;

  HookTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(String tenant, Hook hook, byte @Nullable [] sealed) {
    jdbc.sql(
            """
            insert into hook (id, tenant, name, url, types, application_id, secret, secret_name,
              enabled, version, created_at, created_by, updated_at, updated_by)
            values (:id, :tenant, :name, :url, :types, :application, :secret, :secretName,
              :enabled, 1, :at, :by, :at, :by)
            """)
        .param("id", hook.id())
        .param("tenant", tenant)
        .param("name", hook.name())
        .param("url", hook.url())
        .param("types", hook.types().toArray(String[]::new))
        .param("application", hook.applicationId(), java.sql.Types.OTHER)
        .param("secret", sealed, java.sql.Types.BINARY)
        .param("secretName", hook.secretName())
        .param("enabled", hook.enabled())
        .param("at", Timestamp.from(hook.createdAt()))
        .param("by", hook.createdBy())
        .update();
  }

  /** Changes what a person may change; false when the version is another one by now. */
  boolean update(String tenant, Hook hook, byte @Nullable [] sealed, long expected) {
    return jdbc.sql(
                """
                update hook set name = :name, url = :url, types = :types,
                  application_id = :application, enabled = :enabled, version = version + 1,
                  disabled_reason = null, failing_since = null, updated_at = :at, updated_by = :by,
                  secret_name = :secretName,
                  secret = case when :secretName::text is not null then null
                    else coalesce(:secret, secret) end
                where id = :id and tenant = :tenant and version = :expected
                """)
            .param("name", hook.name())
            .param("url", hook.url())
            .param("types", hook.types().toArray(String[]::new))
            .param("application", hook.applicationId(), java.sql.Types.OTHER)
            .param("enabled", hook.enabled())
            .param("at", Timestamp.from(hook.updatedAt()))
            .param("by", hook.updatedBy())
            .param("secretName", hook.secretName())
            .param("secret", sealed, java.sql.Types.BINARY)
            .param("id", hook.id())
            .param("tenant", tenant)
            .param("expected", expected)
            .update()
        == 1;
  }

  boolean delete(String tenant, UUID id) {
    return jdbc.sql("delete from hook where id = ? and tenant = ?").params(id, tenant).update()
        == 1;
  }

  Optional<Hook> find(String tenant, UUID id) {
    return jdbc.sql("select * from hook where id = ? and tenant = ?")
        .params(id, tenant)
        .query(HookTable::hook)
        .optional();
  }

  /** Hooks by id, which is by age; newest first unless asked otherwise. */
  List<Hook> list(
      String tenant,
      @Nullable Boolean enabled,
      @Nullable String q,
      @Nullable UUID cursor,
      boolean oldestFirst,
      int limit) {
    String order = oldestFirst ? "asc" : "desc";
    String beyond = oldestFirst ? ">" : "<";
    return jdbc.sql(
            """
            select * from hook where tenant = :tenant
              and (:enabled::boolean is null or enabled = :enabled)
              and (:q::text is null or position(lower(:q) in lower(name || ' ' || url)) > 0)
              and (:cursor::uuid is null or id %s :cursor)
            order by id %s limit :limit
            """
                .formatted(beyond, order))
        .param("tenant", tenant)
        .param("enabled", enabled)
        .param("q", q)
        .param("cursor", cursor, java.sql.Types.OTHER)
        .param("limit", limit)
        .query(HookTable::hook)
        .list();
  }

  /** The enabled hooks of a tenant. */
  List<Hook> enabled(String tenant) {
    return jdbc.sql("select * from hook where tenant = ? and enabled order by id")
        .param(tenant)
        .query(HookTable::hook)
        .list();
  }

  Optional<byte[]> sealedSecret(UUID id) {
    return jdbc.sql("select secret from hook where id = ? and secret is not null")
        .param(id)
        .query((rs, n) -> rs.getBytes(1))
        .optional();
  }

  void succeeded(UUID id) {
    jdbc.sql("update hook set failing_since = null where id = ? and failing_since is not null")
        .param(id)
        .update();
  }

  /** Since when the hook only fails. */
  Instant failed(UUID id) {
    return jdbc.sql(
            """
            update hook set failing_since = coalesce(failing_since, now()) where id = ?
            returning failing_since
            """)
        .param(id)
        .query((rs, n) -> rs.getTimestamp(1).toInstant())
        .optional()
        .orElse(Instant.MAX);
  }

  /** Switches a hook off; true when it was on. */
  boolean disable(UUID id, String reason) {
    return jdbc.sql(
                """
                update hook set enabled = false, disabled_reason = ?, version = version + 1
                where id = ? and enabled
                """)
            .params(reason, id)
            .update()
        == 1;
  }

  private static Hook hook(ResultSet rs, int row) throws SQLException {
    Timestamp failing = rs.getTimestamp("failing_since");
    return new Hook(
        rs.getObject("id", UUID.class),
        rs.getString("name"),
        rs.getString("url"),
        List.of((String[]) rs.getArray("types").getArray()),
        rs.getObject("application_id", UUID.class),
        rs.getString("secret_name"),
        rs.getBoolean("enabled"),
        rs.getString("disabled_reason"),
        failing == null ? null : failing.toInstant(),
        rs.getLong("version"),
        rs.getTimestamp("created_at").toInstant(),
        rs.getString("created_by"),
        rs.getTimestamp("updated_at").toInstant(),
        rs.getString("updated_by"));
  }
}
