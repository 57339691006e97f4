package dev.hexad.monitoring;

import static dev.hexad.contracts.manifest.Manifest.Format.CODE;
import static dev.hexad.contracts.manifest.Manifest.Format.LINK;
import static dev.hexad.contracts.manifest.Manifest.Format.NUMBER;
import static dev.hexad.contracts.manifest.Manifest.Format.STATUS;
import static dev.hexad.contracts.manifest.Manifest.Format.TEXT;
import static dev.hexad.contracts.manifest.Manifest.Format.TIME;

import dev.hexad.agent.AgentDefinition;
import dev.hexad.agent.HexadAgent;
import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.BudgetChanged;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.VerdictGiven;
import dev.hexad.contracts.manifest.Manifest.Column;
import dev.hexad.contracts.manifest.Manifest.View;
import dev.hexad.monitoring.settings.MonitoringSettings;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The Monitoring agent. */
@SpringBootApplication
public class MonitoringAgentApplication {
  public static void main(String[] args) {
    HexadAgent.run(MonitoringAgentApplication.class, "monitoring", args);
  }

  @Bean
  AgentDefinition<MonitoringSettings> definition() {
    return AgentDefinition.of(
            "monitoring",
            "Monitoring",
            "Follows signals and objectives, judges rollouts, and tells incidents with the change that"
                + " is suspected.",
            MonitoringSettings.DEFAULT)
        .emitting(
            VerdictGiven.class,
            AlertRaised.class,
            AlertResolved.class,
            BudgetChanged.class,
            ChangeObserved.class)
        .showing(
            new View(
                "targets",
                "Watched",
                "/targets",
                List.of(
                    new Column("application", "Application", TEXT),
                    new Column("environment", "Environment", TEXT),
                    new Column("revision", "Revision", NUMBER),
                    new Column("role", "Role", TEXT),
                    new Column("state", "State", STATUS),
                    new Column("requests", "Requests", NUMBER),
                    new Column("errors", "Errors", NUMBER),
                    new Column("at", "Read", TIME),
                    new Column("metricsUrl", "Metrics", LINK)),
                "Nothing is watched. What CD deploys is watched by itself."))
        .showing(
            new View(
                "verdicts",
                "Verdicts",
                "/verdicts",
                List.of(
                    new Column("environment", "Environment", TEXT),
                    new Column("revision", "Revision", NUMBER),
                    new Column("state", "State", STATUS),
                    new Column("verdict", "Verdict", STATUS),
                    new Column("reason", "Reason", TEXT),
                    new Column("commit", "Commit", CODE),
                    new Column("givenAt", "Given", TIME)),
                "No rollout was judged yet."));
  }
}
