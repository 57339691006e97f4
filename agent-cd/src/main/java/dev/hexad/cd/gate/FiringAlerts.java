package dev.hexad.cd.gate;

import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.message.Envelope;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The alerts that fire now, as Monitoring's events tell. */
@Component
public class FiringAlerts {
  private final JdbcClient jdbc;

  FiringAlerts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Titles of those for the application in one of the environments, or in none by name. */
  public List<String> of(UUID application, Collection<String> environments) {
    return jdbc.sql(
            """
            select title from firing_alert
            where application_id = :application
              and (environment is null or environment in (:environments))
            order by raised_at
            """)
        .param("application", application)
        .param("environments", environments)
        .query(String.class)
        .list();
  }

  /** One that is about no application holds nothing up. */
  void raised(AlertRaised alert, Envelope envelope) {
    if (alert.applicationId() == null) {
      return;
    }
    jdbc.sql(
            """
            insert into firing_alert
              (alert_id, application_id, environment, severity, title, raised_at)
            values (:id, :application, :environment, :severity, :title, :at) on conflict do nothing
            """)
        .param("id", alert.alertId())
        .param("application", alert.applicationId())
        .param("environment", alert.environment())
        .param("severity", alert.severity())
        .param("title", alert.title())
        .param("at", envelope.time().atOffset(ZoneOffset.UTC))
        .update();
  }

  void resolved(UUID alert) {
    jdbc.sql("delete from firing_alert where alert_id = ?").param(alert).update();
  }
}
