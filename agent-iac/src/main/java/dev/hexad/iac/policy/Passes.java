package dev.hexad.iac.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Exceptions, and findings that somebody lets pass. */
@Repository
class Passes {
  private final JdbcClient jdbc;

  Passes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(PolicyException exception) {
    jdbc.sql(
            """
            insert into policy_exception
              (id, policy, workspace, address, reason, owner, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                exception.id(),
                exception.policy(),
                exception.workspace(),
                exception.address(),
                exception.reason(),
                exception.owner(),
                Timestamp.from(exception.createdAt()),
                Timestamp.from(exception.expiresAt())))
        .update();
  }

  boolean end(UUID id) {
    return jdbc.sql("update policy_exception set expires_at = now() where id = ?")
            .param(id)
            .update()
        == 1;
  }

  /** Those in force, or all, the newest first. */
  List<PolicyException> exceptions(boolean inForce, @Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            select * from policy_exception
            where (not :inForce or expires_at > now())
              and (cast(:before as uuid) is null or id < :before)
            order by id desc limit :limit
            """)
        .param("inForce", inForce)
        .param("before", before)
        .param("limit", limit)
        .query(Passes::exception)
        .list();
  }

  /** Stays for the same finding of the same workspace, also in its next plans. */
  void override(String workspace, Finding finding, String reason, String by) {
    jdbc.sql(
            """
            insert into policy_override (workspace, policy, address, reason, by)
            values (?, ?, ?, ?, ?)
            on conflict (workspace, policy, address) do update set reason = excluded.reason,
              by = excluded.by, at = now()
            """)
        .params(workspace, finding.policy(), address(finding), reason, by)
        .update();
  }

  /** A finding that somebody let pass. */
  record Override(String policy, String address, String reason, String by) {
    boolean covers(Finding finding) {
      return policy.equals(finding.policy()) && address.equals(Passes.address(finding));
    }
  }

  List<Override> overrides(String workspace) {
    return jdbc.sql("select policy, address, reason, by from policy_override where workspace = ?")
        .param(workspace)
        .query(Override.class)
        .list();
  }

  private static String address(Finding finding) {
    return finding.address() == null ? "" : finding.address();
  }

  private static PolicyException exception(ResultSet rs, int row) throws SQLException {
    return new PolicyException(
        rs.getObject("id", UUID.class),
        rs.getString("policy"),
        rs.getString("workspace"),
        rs.getString("address"),
        rs.getString("reason"),
        rs.getString("owner"),
        rs.getTimestamp("created_at").toInstant(),
        rs.getTimestamp("expires_at").toInstant());
  }
}
