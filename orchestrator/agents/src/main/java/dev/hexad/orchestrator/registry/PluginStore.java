package dev.hexad.orchestrator.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of installed agents. */
@Component
public class PluginStore {
  private final JdbcClient jdbc;

  PluginStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How an agent was installed; empty when it enrolled by itself. */
  public Optional<Plugin> find(String tenant, String agentId) {
    return jdbc.sql("select * from plugin where agent_id = ? and tenant = ?")
        .params(agentId, tenant)
        .query(PluginStore::plugin)
        .optional();
  }

  public List<Plugin> all(String tenant) {
    return jdbc.sql("select * from plugin where tenant = ? order by agent_id")
        .param(tenant)
        .query(PluginStore::plugin)
        .list();
  }

  /** Keeps what was installed; the digest that was there before stays good for replacement. */
  void put(String tenant, Registry.Installation wish, String digest) {
    jdbc.sql(
            """
            insert into plugin (agent_id, tenant, source, reference, digest, scopes, installed_by,
              changed_by)
            values (:agent, :tenant, :source, :reference, :digest, :scopes, :by, :by)
            on conflict (agent_id) do update set source = excluded.source,
              reference = excluded.reference,
              previous_digest = case when plugin.digest = excluded.digest
                then plugin.previous_digest else plugin.digest end,
              digest = excluded.digest, scopes = excluded.scopes, changed_at = now(),
              changed_by = excluded.changed_by
            """)
        .param("agent", wish.manifest().id())
        .param("tenant", tenant)
        .param("source", wish.source().name())
        .param("reference", wish.reference())
        .param("digest", digest)
        .param("scopes", wish.scopes().toArray(String[]::new))
        .param("by", wish.by())
        .update();
  }

  private static Plugin plugin(ResultSet rs, int row) throws SQLException {
    return new Plugin(
        rs.getString("agent_id"),
        Plugin.Source.valueOf(rs.getString("source")),
        rs.getString("reference"),
        rs.getString("digest"),
        rs.getString("previous_digest"),
        List.of((String[]) rs.getArray("scopes").getArray()),
        rs.getTimestamp("installed_at").toInstant(),
        rs.getString("installed_by"),
        rs.getTimestamp("changed_at").toInstant(),
        rs.getString("changed_by"));
  }
}
