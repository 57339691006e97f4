package dev.hexad.cd.gate;

import dev.hexad.contracts.event.ApplyCompleted;
import dev.hexad.contracts.event.PlanCompleted;
import dev.hexad.contracts.message.Envelope;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the last plans of workspaces have left to do, as the events of IaC tell. */
@Component
public class Infrastructure {
  private final JdbcClient jdbc;

  Infrastructure(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Planned(String workspace, @Nullable String pending) {}

  /** For people, of those that have something left; one that was never planned is among them. */
  public List<String> pending(Collection<String> workspaces) {
    if (workspaces.isEmpty()) {
      return List.of();
    }
    List<Planned> known =
        jdbc.sql("select workspace, pending from infrastructure where workspace in (:names)")
            .param("names", workspaces)
            .query(Planned.class)
            .list();
    return workspaces.stream()
        .sorted()
        .flatMap(workspace ->
            known.stream()
                .filter(planned -> planned.workspace().equals(workspace))
                .findFirst()
                .map(planned -> Optional.ofNullable(planned.pending()))
                .orElse(Optional.of("was never planned"))
                .map(pending -> workspace + ": " + pending)
                .stream())
        .toList();
  }

  void planned(PlanCompleted plan, Envelope envelope) {
    int changes = plan.toAdd() + plan.toChange() + plan.toDestroy();
    String pending =
        changes == 0
            ? null
            : "%d to add, %d to change, %d to destroy"
                .formatted(plan.toAdd(), plan.toChange(), plan.toDestroy());
    keep(plan.workspace(), plan.planId(), pending, envelope);
  }

  void applied(ApplyCompleted apply, Envelope envelope) {
    keep(apply.workspace(), apply.planId(), null, envelope);
  }

  private void keep(String workspace, UUID plan, @Nullable String pending, Envelope envelope) {
    jdbc.sql(
            """
            insert into infrastructure (workspace, plan_id, pending, planned_at)
            values (:workspace, :plan, :pending, :at)
            on conflict (workspace) do update
            set plan_id = excluded.plan_id, pending = excluded.pending,
                planned_at = excluded.planned_at
            where infrastructure.planned_at <= excluded.planned_at
            """)
        .param("workspace", workspace)
        .param("plan", plan)
        .param("pending", pending)
        .param("at", envelope.time().atOffset(ZoneOffset.UTC))
        .update();
  }
}
