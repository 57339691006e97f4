package dev.hexad.orchestrator.run;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The gates at which runs wait now. */
@Component
final class GateStore {
  private final JdbcClient jdbc;

  GateStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A stage of a run that waits at a gate. */
  record Place(UUID run, String stage, String kind, Instant reachedAt) {}

  void reach(Run run, Stage stage) {
    jdbc.sql(
            """
            insert into run_gate (run_id, stage, tenant, kind, application_id, reached_at)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """)
        .param(run.id())
        .param(stage.id())
        .param(run.tenant())
        .param(stage.definition().uses())
        .param(run.applicationId())
        .param(Timestamp.from(stage.startedAt() == null ? run.createdAt() : stage.startedAt()))
        .update();
  }

  void pass(UUID run, String stage) {
    jdbc.sql("delete from run_gate where run_id = ? and stage = ?").params(run, stage).update();
  }

  /** All of these kinds in a tenant. */
  List<Place> of(String tenant, List<String> kinds) {
    return jdbc.sql(
            "select run_id, stage, kind, reached_at from run_gate where tenant = ? and kind = any"
                + " (?)")
        .params(tenant, kinds.toArray(String[]::new))
        .query(GateStore::place)
        .list();
  }

  /** All that may open without anybody saying so to the run, in all tenants. */
  List<Place> watching() {
    return jdbc.sql(
            """
            select run_id, stage, kind, reached_at from run_gate
            where kind in ('gate.alerts', 'gate.soak', 'gate.budget', 'gate.policy', 'gate.window')
            order by reached_at limit 1000
            """)
        .query(GateStore::place)
        .list();
  }

  /** A page of those where people are asked, the longest waiting first. */
  List<Place> page(String tenant, @Nullable String kind, @Nullable Place after, int limit) {
    return jdbc.sql(
            """
            select run_id, stage, kind, reached_at from run_gate
            where tenant = :tenant and (cast(:kind as text) is null or kind = :kind)
              and (cast(:run as uuid) is null or (reached_at, run_id, stage) > (:at, :run, :stage))
            order by reached_at, run_id, stage limit :limit
            """)
        .param("tenant", tenant)
        .param("kind", kind)
        .param("run", after == null ? null : after.run())
        .param("at", after == null ? null : Timestamp.from(after.reachedAt()))
        .param("stage", after == null ? null : after.stage())
        .param("limit", limit)
        .query(GateStore::place)
        .list();
  }

  private static Place place(java.sql.ResultSet rs, int row) throws java.sql.SQLException {
    return new Place(
        rs.getObject(1, UUID.class),
        rs.getString(2),
        rs.getString(3),
        rs.getTimestamp(4).toInstant());
  }
}
