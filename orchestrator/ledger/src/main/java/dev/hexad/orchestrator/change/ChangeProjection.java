package dev.hexad.orchestrator.change;

import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.DeploymentFailed;
import dev.hexad.contracts.event.DeploymentPromoted;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.event.DeploymentStarted;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Json;
import dev.hexad.orchestrator.ledger.LedgerProjection;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Builds the tables of deployments and alerts from events alone. */
@Component
final class ChangeProjection implements LedgerProjection {
  private static final String STABLE = "STABLE";

  private final JdbcClient jdbc;

  ChangeProjection(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void apply(Envelope envelope, Event event) {
    switch (event) {
      case DeploymentStarted e -> started(e.deployment(), envelope);
      case DeploymentSucceeded e -> live(e.deployment(), envelope);
      case DeploymentPromoted e -> stable(e.deployment(), envelope);
      case DeploymentFailed e -> state(e.deployment(), "FAILED", e.reason(), envelope);
      case DeploymentRolledBack e -> {
        stable(e.to(), envelope);
        state(e.from(), "ROLLED_BACK", "went back to revision " + e.to().revision(), envelope);
      }
      case AlertRaised e -> raised(e, envelope);
      case AlertResolved e -> resolved(e, envelope);
      default -> {
        // Every other event has no place in these two tables.
      }
    }
  }

  private void started(DeploymentRef d, Envelope envelope) {
    Timestamp at = Timestamp.from(envelope.time());
    jdbc.sql(
            """
            insert into deployment_view (id, tenant, application_id, application, environment,
              revision, state, target, image, commit_id, author, run_id, started_at, updated_at)
            values (?, ?, ?, ?, ?, ?, 'STARTED', ?, ?::jsonb, ?, ?, ?, ?, ?)
            on conflict (id) do nothing
            """)
        .param(d.deploymentId())
        .param(envelope.tenant())
        .param(d.applicationId())
        .param(d.application())
        .param(d.environment())
        .param(d.revision())
        .param(d.target())
        .param(Json.write(d.image()))
        .param(d.commit())
        .param(d.author())
        .param(envelope.correlationid())
        .param(at)
        .param(at)
        .update();
  }

  private void live(DeploymentRef d, Envelope envelope) {
    if ("canary".equals(d.role())) {
      state(d, "CANARY", null, envelope);
    } else {
      stable(d, envelope);
    }
  }

  /** The one that is stable now replaces the one that was. */
  private void stable(DeploymentRef d, Envelope envelope) {
    jdbc.sql(
            """
            update deployment_view set state = 'SUPERSEDED', updated_at = ?
            where application_id = ? and environment = ? and state = 'STABLE' and id <> ?
            """)
        .params(
            Timestamp.from(envelope.time()), d.applicationId(), d.environment(), d.deploymentId())
        .update();
    state(d, STABLE, null, envelope);
  }

  private void state(DeploymentRef d, String state, @Nullable String reason, Envelope envelope) {
    started(d, envelope);
    jdbc.sql("update deployment_view set state = ?, reason = ?, updated_at = ? where id = ?")
        .param(state)
        .param(reason)
        .param(Timestamp.from(envelope.time()))
        .param(d.deploymentId())
        .update();
  }

  private void raised(AlertRaised e, Envelope envelope) {
    jdbc.sql(
            """
            insert into alert_view (id, tenant, application_id, environment, severity, title,
              description, suspects, state, raised_at)
            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, 'FIRING', ?) on conflict (id) do nothing
            """)
        .param(e.alertId())
        .param(envelope.tenant())
        .param(e.applicationId())
        .param(e.environment())
        .param(e.severity())
        .param(e.title())
        .param(e.description())
        .param(Json.write(e.suspects()))
        .param(Timestamp.from(envelope.time()))
        .update();
  }

  private void resolved(AlertResolved e, Envelope envelope) {
    jdbc.sql(
            "update alert_view set state = 'RESOLVED', resolved_at = ?, resolution = ? where id = ?")
        .params(Timestamp.from(envelope.time()), e.reason(), e.alertId())
        .update();
  }
}
