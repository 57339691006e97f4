package dev.hexad.orchestrator.gate;

import dev.hexad.orchestrator.application.Applications;
import dev.hexad.orchestrator.change.Alerts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what gates look at. */
@Component
public class GateFactsReader {
  private final Alerts alerts;
  private final Applications applications;
  private final JdbcClient jdbc;
  private final Clock clock;

  GateFactsReader(Alerts alerts, Applications applications, JdbcClient jdbc, Clock clock) {
    this.alerts = alerts;
    this.applications = applications;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What is known now of an application; of none, only the time is. */
  public GateFacts read(String tenant, @Nullable UUID application) {
    if (application == null) {
      return new GateFacts(clock.instant(), List.of(), null, List.of());
    }
    var all = new ArrayList<>(applications.dependencies(tenant, application));
    all.add(application);
    return new GateFacts(
        clock.instant(),
        alerts.firing(tenant, all).stream()
            .map(alert ->
                new GateFacts.Alert(
                    alert.id(),
                    alert.applicationId().equals(application),
                    alert.environment(),
                    alert.severity(),
                    alert.title()))
            .toList(),
        alerts.lastRaised(tenant, application).orElse(null),
        budgets(tenant, application));
  }

  private List<GateFacts.Budget> budgets(String tenant, UUID application) {
    return jdbc.sql(
            """
            select objective, nullif(environment, ''), remaining, burn_rate from budget_view
            where tenant = ? and application_id = ? order by objective, environment
            """)
        .params(tenant, application)
        .query((rs, n) ->
            new GateFacts.Budget(
                rs.getString(1), rs.getString(2), rs.getDouble(3), rs.getDouble(4)))
        .list();
  }
}
