package dev.hexad.iac.hosted;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which run of Terraform Cloud belongs to which command, so that none is ever made twice. */
@Repository
class HostedRunStore {
  private final JdbcClient jdbc;

  HostedRunStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A command's run, as far as it is known.
   *
   * @param configuration id of the configuration version, null before it is made
   * @param run null before it is made
   * @param confirmedBy the command that said yes, null while none did
   */
  record Row(
      UUID command,
      String workspace,
      String address,
      String organization,
      String name,
      String workspaceId,
      @Nullable String configuration,
      @Nullable String run,
      @Nullable UUID confirmedBy) {}

  void add(Row row) {
    jdbc.sql(
            """
            insert into hosted_run (command_id, workspace, address, organization, name,
              workspace_id)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """)
        .params(
            row.command(),
            row.workspace(),
            row.address(),
            row.organization(),
            row.name(),
            row.workspaceId())
        .update();
  }

  void configured(UUID command, String configuration) {
    jdbc.sql("update hosted_run set configuration = ? where command_id = ?")
        .params(configuration, command)
        .update();
  }

  void started(UUID command, String run) {
    jdbc.sql("update hosted_run set run = ? where command_id = ?").params(run, command).update();
  }

  /** Notes who says yes, once; false when somebody else did before. */
  boolean confirm(UUID command, UUID by) {
    return jdbc.sql(
                """
                update hosted_run set confirmed_by = ?
                where command_id = ? and (confirmed_by is null or confirmed_by = ?)
                """)
            .params(by, command, by)
            .update()
        == 1;
  }

  Optional<Row> find(UUID command) {
    return jdbc.sql("select * from hosted_run where command_id = ?")
        .param(command)
        .query(HostedRunStore::row)
        .optional();
  }

  /** The run does nothing any more. */
  void ended(UUID command) {
    jdbc.sql("update hosted_run set ended = true where command_id = ?").param(command).update();
  }

  /**
   * Earlier commands whose plans nobody has confirmed, and whose runs may hold up the workspace.
   */
  List<UUID> waitingBefore(UUID command, String workspace) {
    return jdbc.sql(
            """
            select h.command_id from hosted_run h join plan p on p.id = h.command_id
            where h.workspace = ? and not h.ended and h.confirmed_by is null
              and h.created_at < (select created_at from hosted_run where command_id = ?)
            """)
        .params(workspace, command)
        .query(UUID.class)
        .list();
  }

  private static Row row(ResultSet rs, int n) throws SQLException {
    return new Row(
        rs.getObject("command_id", UUID.class),
        rs.getString("workspace"),
        rs.getString("address"),
        rs.getString("organization"),
        rs.getString("name"),
        rs.getString("workspace_id"),
        rs.getString("configuration"),
        rs.getString("run"),
        rs.getObject("confirmed_by", UUID.class));
  }
}
