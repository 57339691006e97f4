package dev.hexad.iac.plan;

import dev.hexad.contracts.command.ApplyParameters;
import dev.hexad.contracts.event.ApplyCompleted;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.event.PlanCompleted;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.cost.PlanCost;
import dev.hexad.iac.dependency.Dependencies;
import dev.hexad.iac.policy.Finding;
import dev.hexad.iac.workspace.WorkspaceStore;
import dev.hexad.service.outbox.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was planned; each step is kept together with the event that tells it. */
@Service
class Plans {
  /** An apply of thousands of resources is told as a whole, and by these. */
  private static final int MOST_TOLD = 200;

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final WorkspaceStore known;
  private final Dependencies dependencies;
  private final PlanDetails details;

  Plans(
      JdbcClient jdbc,
      Outbox outbox,
      WorkspaceStore known,
      Dependencies dependencies,
      PlanDetails details) {
    this.details = details;
    this.dependencies = dependencies;
    this.known = known;
    this.jdbc = jdbc;
    this.outbox = outbox;
  }

  /**
   * Keeps a new plan; older ones of its workspace cannot be applied any more.
   *
   * @return ids of the plans that are stale now
   */
  @Transactional
  public List<UUID> add(Plan plan, Planning.Made made, String ref, Map<String, String> variables) {
    int inserted =
        jdbc.sql(
                """
                insert into plan (id, workspace, application_id, application, repository, commit_id,
                  directory, tool, hash, to_add, to_change, to_destroy, changes, environment, risk,
                  findings, drift, drifted, refresh_only, cost, tool_version, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ?, ?::jsonb, '[]', ?, ?,
                  ?::jsonb, ?, 'PLANNED')
                on conflict do nothing
                """)
            .params(
                Arrays.asList(
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
                    plan.environment(),
                    plan.risk().name(),
                    Json.write(plan.findings()),
                    plan.drifted(),
                    plan.refreshOnly(),
                    plan.cost() == null ? null : Json.write(plan.cost()),
                    plan.toolVersion()))
            .update();
    if (inserted == 0) {
      return List.of();
    }
    known.planned(
        new WorkspaceStore.Configuration(
            plan.workspace(),
            plan.applicationId(),
            plan.application(),
            plan.repository(),
            ref,
            plan.commit(),
            plan.directory(),
            plan.environment(),
            plan.tool(),
            variables),
        plan.id());
    details.keep(plan.id(), made.json());
    dependencies.replace(plan.workspace(), made.dependencies());
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
            result.destroyed(),
            plan.applicationId(),
            plan.environment(),
            plan.commit()));
    known.applied(plan.workspace(), plan.id());
    tellResources(plan);
    return othersAreStale(plan.id(), plan.workspace(), "another plan of the workspace was applied");
  }

  /**
   * The resources become part of the change graph; what was there before, with what was done to it.
   */
  private void tellResources(Plan plan) {
    var workspace = new NodeRef(NodeRef.Kind.WORKSPACE, plan.workspace(), plan.workspace());
    details.changes(plan.id()).stream()
        .filter(change -> !change.action().equals("read"))
        .limit(MOST_TOLD)
        .forEach(change ->
            outbox.event(
                new ChangeObserved(
                    new NodeRef(
                        NodeRef.Kind.RESOURCE,
                        plan.workspace() + "/" + change.address(),
                        change.address()),
                    change.action().equals("create") ? null : change.action(),
                    change.action() + " " + change.address() + " in " + plan.workspace(),
                    plan.applicationId(),
                    plan.environment(),
                    null,
                    List.of(new ChangeObserved.Link("managed by", workspace)),
                    null)));
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

  /** Plans, the newest first; absent parts do not narrow. */
  List<Plan> page(
      @Nullable String workspace, @Nullable String state, @Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            select * from plan
            where (cast(:workspace as text) is null or workspace = :workspace)
              and (cast(:state as text) is null or state = upper(:state))
              and (cast(:before as uuid) is null or (created_at, id) <
                (select created_at, id from plan where id = :before))
            order by created_at desc, id desc limit :limit
            """)
        .param("workspace", workspace)
        .param("state", state)
        .param("before", before)
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
    String cost = rs.getString("cost");
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
        rs.getTimestamp("updated_at").toInstant(),
        rs.getString("environment"),
        Risk.valueOf(rs.getString("risk")),
        rs.getInt("drifted"),
        rs.getBoolean("refresh_only"),
        List.of(Json.read(rs.getString("findings"), Finding[].class)),
        cost == null ? null : Json.read(cost, PlanCost.class),
        rs.getString("tool_version"));
  }
}
