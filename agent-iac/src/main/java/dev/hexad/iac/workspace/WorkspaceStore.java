package dev.hexad.iac.workspace;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of workspaces: what was planned and applied. */
@Repository
public class WorkspaceStore {
  private final JdbcClient jdbc;
  private final Vault vault;
  private final DriftStore drift;

  WorkspaceStore(JdbcClient jdbc, Vault vault, DriftStore drift) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.drift = drift;
  }

  /** Where the configuration of a workspace comes from. */
  public record Configuration(
      String workspace,
      UUID applicationId,
      String application,
      String repository,
      String ref,
      String commit,
      String directory,
      @Nullable String environment,
      String tool,
      Map<String, String> variables) {}

  /** Remembers how a plan was made; the workspace is known from now on. */
  public void planned(Configuration from, UUID plan) {
    jdbc.sql(
            """
            insert into workspace (name, application_id, application, repository, ref, directory,
              environment, tool, last_plan, last_plan_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, now())
            on conflict (name) do update set application_id = excluded.application_id,
              application = excluded.application, repository = excluded.repository,
              ref = excluded.ref, directory = excluded.directory,
              environment = excluded.environment, tool = excluded.tool,
              last_plan = excluded.last_plan, last_plan_at = now()
            """)
        .params(
            Arrays.asList(
                from.workspace(),
                from.applicationId(),
                from.application(),
                from.repository(),
                from.ref(),
                from.directory(),
                from.environment(),
                from.tool(),
                plan))
        .update();
    jdbc.sql(
            """
            delete from planned_configuration where plan_id in (
              select id from plan where workspace = ? and state <> 'PLANNED')
            """)
        .param(from.workspace())
        .update();
    jdbc.sql("insert into planned_configuration (plan_id, sealed) values (?, ?)")
        .params(plan, vault.seal(Json.write(from), context(from.workspace())))
        .update();
  }

  private static String context(String workspace) {
    return "workspace/" + workspace;
  }

  /** The plan was applied: what it was made from is what the workspace should be. */
  public void applied(String workspace, UUID plan) {
    byte[] sealed =
        jdbc.sql("select sealed from planned_configuration where plan_id = ?")
            .param(plan)
            .query((rs, n) -> rs.getBytes(1))
            .optional()
            .orElse(null);
    if (sealed == null) {
      return;
    }
    Configuration from = open(workspace, sealed);
    jdbc.sql(
            """
            update workspace set applied = ?, applied_commit = ?, applied_at = now(),
              drift_state = 'NONE', drifted = 0, drift = '[]', drift_causes = '[]', drift_cost = 'null',
              drift_reason = null,
              drift_at = now(), drift_due_at = now() + make_interval(secs => ?)
            where name = ?
            """)
        .params(Arrays.asList(sealed, from.commit(), drift.next(workspace), workspace))
        .update();
    jdbc.sql("delete from planned_configuration where plan_id = ?").param(plan).update();
  }

  private Configuration open(String workspace, byte[] sealed) {
    return Json.read(vault.open(sealed, context(workspace)), Configuration.class);
  }

  /**
   * What was applied last.
   *
   * @throws HexadException when nothing was
   */
  public Configuration requireApplied(String workspace) {
    byte[] sealed =
        jdbc.sql("select applied from workspace where name = ?")
            .param(workspace)
            .query((rs, n) -> Optional.ofNullable(rs.getBytes(1)))
            .optional()
            .orElseThrow(() -> HexadException.notFound("workspace", workspace))
            .orElseThrow(() ->
                new HexadException(
                    ProblemType.CONFLICT,
                    "Nothing was applied to '"
                        + workspace
                        + "' yet; there is nothing to compare."));
    return open(workspace, sealed);
  }

  /** A workspace as people see it. */
  public record Workspace(
      String name,
      UUID applicationId,
      String application,
      String repository,
      String ref,
      String directory,
      @Nullable String environment,
      String tool,
      UUID lastPlan,
      Instant lastPlanAt,
      @Nullable String appliedCommit,
      @Nullable Instant appliedAt,
      String driftState,
      @Nullable Instant driftAt,
      int drifted,
      @Nullable String driftReason,
      @Nullable Instant driftDueAt) {}

  List<Workspace> page(
      @Nullable UUID application,
      @Nullable String environment,
      @Nullable String drift,
      @Nullable String after,
      int limit) {
    return jdbc.sql(
            """
            select * from workspace
            where (cast(:application as uuid) is null or application_id = :application)
              and (cast(:environment as text) is null or environment = :environment)
              and (cast(:drift as text) is null or drift_state = upper(:drift))
              and (cast(:after as text) is null or name > :after)
            order by name limit :limit
            """)
        .param("application", application)
        .param("environment", environment)
        .param("drift", drift)
        .param("after", after)
        .param("limit", limit)
        .query(WorkspaceStore::workspace)
        .list();
  }

  /** The application that a workspace is of; empty when it was never planned. */
  public Optional<UUID> applicationOf(String name) {
    return jdbc.sql("select application_id from workspace where name = ?")
        .param(name)
        .query(UUID.class)
        .optional();
  }

  Workspace require(String name) {
    return jdbc.sql("select * from workspace where name = ?")
        .param(name)
        .query(WorkspaceStore::workspace)
        .optional()
        .orElseThrow(() -> HexadException.notFound("workspace", name));
  }

  private static Workspace workspace(ResultSet rs, int row) throws SQLException {
    return new Workspace(
        rs.getString("name"),
        rs.getObject("application_id", UUID.class),
        rs.getString("application"),
        rs.getString("repository"),
        rs.getString("ref"),
        rs.getString("directory"),
        rs.getString("environment"),
        rs.getString("tool"),
        rs.getObject("last_plan", UUID.class),
        rs.getTimestamp("last_plan_at").toInstant(),
        rs.getString("applied_commit"),
        instant(rs.getTimestamp("applied_at")),
        rs.getString("drift_state"),
        instant(rs.getTimestamp("drift_at")),
        rs.getInt("drifted"),
        rs.getString("drift_reason"),
        instant(rs.getTimestamp("drift_due_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
