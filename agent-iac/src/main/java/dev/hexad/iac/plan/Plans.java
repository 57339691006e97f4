package dev.hexad.iac.plan;

import dev.hexad.contracts.command.ApplyParameters;
import dev.hexad.contracts.event.ApplyCompleted;
import dev.hexad.contracts.event.PlanCompleted;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbox.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was planned; each step is kept together with the event that tells it. */
@Service
class Plans {
  private final JdbcClient jdbc;
  private final Outbox outbox;

  Plans(JdbcClient jdbc, Outbox outbox) {
    this.jdbc = jdbc;
    this.outbox = outbox;
  }

  /**
   * Keeps a new plan; older ones of its workspace cannot be applied any more.
   *
   * @return ids of the plans that are stale now
   */
  @Transactional
  public List<UUID> add(Plan plan, List<PlannedChange> changes) {
    int inserted =
        jdbc.sql(
                """
                insert into plan (id, workspace, application_id, application, repository, commit_id,
                  directory, tool, hash, to_add, to_change, to_destroy, changes, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, 'PLANNED')
                on conflict do nothing
                """)
            .params(
                plan.id(),
                plan.workspace(),
                plan.applicationId(),
                plan.application(),
                plan.repository(),
                plan.commit(),
                plan.directory(),
                plan.tool(),
                plan.hash(),
                plan.toAdd(),
                plan.toChange(),
                plan.toDestroy(),
                Json.write(changes))
            .update();
    if (inserted == 0) {
      return List.of();
    }
    outbox.event(
        new PlanCompleted(
            plan.id(),
            plan.workspace(),
            plan.hash(),
            plan.toAdd(),
            plan.toChange(),
            plan.toDestroy()));
    return othersAreStale(plan.id(), plan.workspace(), "a newer plan of the workspace was made");
  }

  /** Notes that exactly this plan was applied; gives the plans that are stale now. */
  @Transactional
  public List<UUID> applied(Plan plan, UUID command, ApplyParameters.Result result) {
    int updated =
        jdbc.sql(
                """
                update plan set state = 'APPLIED', applied_by = ?, added = ?, changed = ?,
                  destroyed = ?, updated_at = now()
                where id = ? and state = 'PLANNED'
                """)
            .params(command, result.added(), result.changed(), result.destroyed(), plan.id())
            .update();
    if (updated == 0) {
      return List.of();
    }
    outbox.event(
        new ApplyCompleted(
            plan.id(),
            plan.workspace(),
            plan.hash(),
            result.added(),
            result.changed(),
            result.destroyed()));
    return othersAreStale(plan.id(), plan.workspace(), "another plan of the workspace was applied");
  }

  private List<UUID> othersAreStale(UUID id, String workspace, String reason) {
    return jdbc.sql(
            """
            update plan set state = 'STALE', reason = ?, updated_at = now()
            where workspace = ? and state = 'PLANNED' and id <> ? returning id
            """)
        .params(reason, workspace, id)
        .query(UUID.class)
        .list();
  }

  /** The plan cannot be applied any more. */
  @Transactional
  public boolean end(UUID id, PlanState state, String reason) {
    return jdbc.sql(
                """
                update plan set state = ?, reason = ?, updated_at = now()
                where id = ? and state = 'PLANNED'
                """)
            .params(state.name(), reason, id)
            .update()
        == 1;
  }

  Optional<Plan> find(UUID id) {
    return jdbc.sql("select * from plan where id = ?").param(id).query(Plans::row).optional();
  }

  Plan require(UUID id) {
    return find(id).orElseThrow(() -> HexadException.notFound("plan", id));
  }

  List<PlannedChange> changes(UUID id) {
    String json =
        jdbc.sql("select changes::text from plan where id = ?")
            .param(id)
            .query(String.class)
            .optional()
            .orElseThrow(() -> HexadException.notFound("plan", id));
    return List.of(Json.read(json, PlannedChange[].class));
  }

  List<Plan> latest(@Nullable String workspace, int limit) {
    return jdbc.sql(
            """
            select * from plan where cast(:workspace as text) is null or workspace = :workspace
            order by created_at desc limit :limit
            """)
        .param("workspace", workspace)
        .param("limit", limit)
        .query(Plans::row)
        .list();
  }

  /**
   * Checks that a plan can be applied.
   *
   * @throws HexadException that says why not
   */
  static void checkApplicable(Plan plan, String hash) {
    if (!plan.hash().equals(hash)) {
      throw new HexadException(
          ProblemType.INVALID,
          "The plan "
              + plan.id()
              + " has another hash than the one given; apply the hash that was approved.");
    }
    if (plan.state() != PlanState.PLANNED) {
      String reason = plan.reason();
      throw new HexadException(
          ProblemType.CONFLICT,
          "The plan %s is %s%s; plan anew."
              .formatted(plan.id(), plan.state().word(), reason == null ? "" : ": " + reason));
    }
  }

  private static Plan row(ResultSet rs, int n) throws SQLException {
    return new Plan(
        rs.getObject("id", UUID.class),
        rs.getString("workspace"),
        rs.getObject("application_id", UUID.class),
        rs.getString("application"),
        rs.getString("repository"),
        rs.getString("commit_id"),
        rs.getString("directory"),
        rs.getString("tool"),
        rs.getString("hash"),
        rs.getInt("to_add"),
        rs.getInt("to_change"),
        rs.getInt("to_destroy"),
        PlanState.valueOf(rs.getString("state")),
        rs.getString("reason"),
        rs.getObject("applied_by", UUID.class),
        rs.getObject("added", Integer.class),
        rs.getObject("changed", Integer.class),
        rs.getObject("destroyed", Integer.class),
        rs.getTimestamp("created_at").toInstant(),
        rs.getTimestamp("updated_at").toInstant());
  }
}
