package dev.hexad.iac.state;

import dev.hexad.contracts.message.Json;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The locks of states. */
@Repository
class LockStore {
  private final JdbcClient jdbc;

  LockStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<StateLock> find(String workspace) {
    return jdbc.sql("select * from state_lock where workspace = ?")
        .param(workspace)
        .query((rs, n) ->
            new StateLock(
                rs.getString("workspace"),
                rs.getString("id"),
                Json.mapper().readTree(rs.getString("info")),
                rs.getString("holder"),
                rs.getTimestamp("since").toInstant()))
        .optional();
  }

  /** False when there is one already. */
  boolean take(StateLock lock) {
    return jdbc.sql(
                """
                insert into state_lock (workspace, id, info, holder) values (?, ?, ?::jsonb, ?)
                on conflict do nothing
                """)
            .params(lock.workspace(), lock.id(), Json.write(lock.info()), lock.holder())
            .update()
        == 1;
  }

  void remove(String workspace) {
    jdbc.sql("delete from state_lock where workspace = ?").param(workspace).update();
  }

  /** Ends the lock that a command has left behind. */
  void removeOf(UUID command) {
    jdbc.sql("delete from state_lock where holder = ?").param("command/" + command).update();
  }

  /** Ends locks of commands that are allowed nothing any more: they are dead. */
  int removeOfDead() {
    return jdbc.sql(
            """
            delete from state_lock l where holder like 'command/%' and not exists (
              select 1 from state_grant g
              where 'command/' || g.command_id = l.holder and g.expires_at > now())
            """)
        .update();
  }
}
