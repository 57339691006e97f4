package dev.hexad.iac.plan;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** What a plan says of resources. */
@Repository
class PlanDetails {
  private final JdbcClient jdbc;

  PlanDetails(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps it beside the plan, in the transaction that adds that. */
  void keep(UUID plan, PlanJson json) {
    jdbc.sql(
            """
            update plan set changes = ?::jsonb, drift = ?::jsonb, graph = ?::jsonb,
              touched = ?::jsonb
            where id = ?
            """)
        .param(Json.write(json.effective()))
        .param(Json.write(json.drift()))
        .param(Json.write(json.graph().direct()))
        .param(Json.write(json.graph().touched(json.changes())))
        .param(plan)
        .update();
  }

  List<PlannedChange> changes(UUID plan) {
    return List.of(Json.read(column("changes", plan), PlannedChange[].class));
  }

  List<PlannedChange> drift(UUID plan) {
    return List.of(Json.read(column("drift", plan), PlannedChange[].class));
  }

  /** What stays as it is and stands on what changes. */
  List<ResourceGraph.Touched> touched(UUID plan) {
    return List.of(Json.read(column("touched", plan), ResourceGraph.Touched[].class));
  }

  /** What each resource stands on, by address. */
  JsonNode graph(UUID plan) {
    return Json.mapper().readTree(column("graph", plan));
  }

  private String column(String name, UUID plan) {
    return jdbc.sql("select " + name + "::text from plan where id = ?")
        .param(plan)
        .query(String.class)
        .optional()
        .orElseThrow(() -> HexadException.notFound("plan", plan));
  }
}
