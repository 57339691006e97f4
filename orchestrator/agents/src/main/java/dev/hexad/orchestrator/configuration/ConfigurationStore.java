package dev.hexad.orchestrator.configuration;

import dev.hexad.contracts.message.Json;
import dev.hexad.orchestrator.configuration.Configurations.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of configuration documents. */
@Component
class ConfigurationStore {
  private final JdbcClient jdbc;

  ConfigurationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Version> current(String tenant, String agentId, String environment) {
    return jdbc.sql(
            """
            select * from agent_configuration
            where tenant = ? and agent_id = ? and environment = ? order by version desc limit 1
            """)
        .params(tenant, agentId, environment)
        .query(ConfigurationStore::version)
        .optional();
  }

  /** The newest version in some lanes; 0 when there is none. */
  long newest(String tenant, String agentId, List<String> environments) {
    return jdbc.sql(
            """
            select coalesce(max(version), 0) from agent_configuration
            where tenant = ? and agent_id = ? and environment = any (?)
            """)
        .params(tenant, agentId, environments.toArray(String[]::new))
        .query(Long.class)
        .single();
  }

  Optional<Version> at(String tenant, String agentId, long version) {
    return jdbc.sql(
            "select * from agent_configuration where tenant = ? and agent_id = ? and version = ?")
        .params(tenant, agentId, version)
        .query(ConfigurationStore::version)
        .optional();
  }

  /**
   * Versions, newest first.
   *
   * @param environment of one lane, null for all
   * @param before only older ones, null from the newest on
   */
  List<Version> list(
      String tenant,
      String agentId,
      @Nullable String environment,
      @Nullable Long before,
      int limit) {
    return jdbc.sql(
            """
            select * from agent_configuration where tenant = :tenant and agent_id = :agent
              and (:environment::text is null or environment = :environment)
              and (:before::bigint is null or version < :before)
            order by version desc limit :limit
            """)
        .param("tenant", tenant)
        .param("agent", agentId)
        .param("environment", environment)
        .param("before", before)
        .param("limit", limit)
        .query(ConfigurationStore::version)
        .list();
  }

  /** The newest of each lane. */
  Map<String, Version> lanes(String tenant, String agentId) {
    var lanes = new TreeMap<String, Version>();
    jdbc.sql(
            """
            select distinct on (environment) * from agent_configuration
            where tenant = ? and agent_id = ? order by environment, version desc
            """)
        .params(tenant, agentId)
        .query(ConfigurationStore::version)
        .list()
        .forEach(version -> lanes.put(version.environment(), version));
    return lanes;
  }

  /** The newest overlay of each environment. */
  Map<String, Version> overlays(String tenant, String agentId) {
    Map<String, Version> lanes = lanes(tenant, agentId);
    lanes.remove(Configurations.BASE);
    return lanes;
  }

  long last(String tenant, String agentId) {
    return jdbc.sql(
            """
            select coalesce(max(version), 0) from agent_configuration
            where tenant = ? and agent_id = ?
            """)
        .params(tenant, agentId)
        .query(Long.class)
        .single();
  }

  void lock(String agentId) {
    jdbc.sql("select id from agent where id = ? for update")
        .param(agentId)
        .query(String.class)
        .single();
  }

  void append(String tenant, String agentId, Version version) {
    jdbc.sql(
            """
            insert into agent_configuration
              (tenant, agent_id, version, environment, document, created_at, created_by)
            values (?, ?, ?, ?, ?::jsonb, ?, ?)
            """)
        .params(
            tenant,
            agentId,
            version.version(),
            version.environment(),
            version.document().toString(),
            Timestamp.from(version.createdAt()),
            version.createdBy())
        .update();
  }

  void purge(String tenant, String agentId) {
    jdbc.sql("delete from agent_configuration where tenant = ? and agent_id = ?")
        .params(tenant, agentId)
        .update();
  }

  private static Version version(ResultSet rs, int row) throws SQLException {
    return new Version(
        rs.getLong("version"),
        rs.getString("environment"),
        Json.mapper().readTree(rs.getString("document")),
        rs.getTimestamp("created_at").toInstant(),
        rs.getString("created_by"));
  }
}
