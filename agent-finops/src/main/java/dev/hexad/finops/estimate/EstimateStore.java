package dev.hexad.finops.estimate;

import dev.hexad.contracts.command.EstimateParameters;
import dev.hexad.contracts.command.EstimateParameters.PlannedChange;
import dev.hexad.contracts.command.EstimateParameters.PricedChange;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The estimates. */
@Component
class EstimateStore {
  private static final String SELECT =
      """
      select e.*, w.at applied_at, (
        select coalesce(jsonb_agg(jsonb_build_object('address', l.address, 'resource', l.resource,
          'estimated', l.after::text, 'paid', round(l.measured, 2)::text, 'days', l.measured_days)
          order by l.address), '[]')
        from estimate_line l where l.estimate_id = e.id and l.measured is not null) measured
      from estimate e left join work_done w on w.id = e.plan_id and w.kind = 'APPLY'
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  EstimateStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Keeps an estimate in place of an earlier one with this id or of the same plan. */
  @Transactional
  public void keep(
      EstimateParameters asked, EstimateParameters.Result result, @Nullable UUID runId) {
    jdbc.sql("delete from estimate where id = :id or plan_id = :plan")
        .param("id", result.estimateId())
        .param("plan", asked.planId())
        .update();
    jdbc.sql(
            """
            insert into estimate (id, plan_id, run_id, application, environment, currency, delta,
              corrected, result, made_at)
            values (:id, :plan, :run, :application, :environment, :currency, :delta, :corrected,
              :result::jsonb, :now)
            """)
        .param("id", result.estimateId())
        .param("plan", asked.planId())
        .param("run", runId)
        .param("application", asked.application())
        .param("environment", asked.environment())
        .param("currency", result.delta().currency())
        .param("delta", result.delta().decimal())
        .param("corrected", result.corrected().decimal())
        .param("result", Json.write(result))
        .param("now", Timestamp.from(clock.instant()))
        .update();
    Map<String, PlannedChange> changes = new HashMap<>();
    asked.changes().forEach(change -> changes.put(change.address(), change));
    for (PricedChange change : result.priced()) {
      PlannedChange planned = changes.get(change.address());
      line(result.estimateId(), change, planned == null ? null : planned.resourceId());
    }
  }

  private void line(UUID estimate, PricedChange change, @Nullable String resource) {
    jdbc.sql(
            """
            insert into estimate_line (estimate_id, address, type, resource, after)
            values (:estimate, :address, :type, :resource, :after)
            """)
        .param("estimate", estimate)
        .param("address", change.address())
        .param("type", change.type())
        .param("resource", resource)
        .param("after", change.after().decimal())
        .update();
  }

  /**
   * Says how the bill names resources, by their addresses; all or none.
   *
   * @throws HexadException when the estimate has no such priced change
   */
  @Transactional
  public void name(UUID estimate, Map<String, String> resources) {
    resources.forEach((address, resource) -> {
      if (!name(estimate, address, resource)) {
        throw new HexadException(
            ProblemType.NOT_FOUND,
            "The estimate " + estimate + " has no priced change '" + address + "'.");
      }
    });
  }

  private boolean name(UUID estimate, String address, String resource) {
    return jdbc.sql(
                """
                update estimate_line set resource = :resource, measured = null,
                  measured_days = null
                where estimate_id = :estimate and address = :address
                """)
            .param("resource", resource)
            .param("estimate", estimate)
            .param("address", address)
            .update()
        == 1;
  }

  Optional<Estimate> find(UUID id) {
    return jdbc.sql(SELECT + " where e.id = ?").param(id).query(EstimateStore::row).optional();
  }

  /** The newest first; that of a plan or all. */
  List<Estimate> page(@Nullable UUID plan, @Nullable UUID after, int limit) {
    return jdbc.sql(
            SELECT
                + """
                 where (:plan::uuid is null or e.plan_id = :plan)
                  and (:after::uuid is null or (e.made_at, e.id)
                    < (select made_at, id from estimate where id = :after))
                order by e.made_at desc, e.id desc limit :limit
                """)
        .param("plan", plan)
        .param("after", after)
        .param("limit", limit)
        .query(EstimateStore::row)
        .list();
  }

  private static Estimate row(ResultSet rs, int n) throws SQLException {
    Timestamp applied = rs.getTimestamp("applied_at");
    var realised = rs.getBigDecimal("realised");
    return new Estimate(
        rs.getObject("id", UUID.class),
        rs.getObject("plan_id", UUID.class),
        rs.getObject("run_id", UUID.class),
        rs.getString("application"),
        rs.getString("environment"),
        Json.read(rs.getString("result"), EstimateParameters.Result.class),
        applied == null ? null : applied.toInstant(),
        realised == null ? null : Pricing.cents(realised).toPlainString(),
        rs.getObject("realised_days", Integer.class),
        List.of(Json.read(rs.getString("measured"), Estimate.Measured[].class)),
        rs.getTimestamp("made_at").toInstant());
  }
}
