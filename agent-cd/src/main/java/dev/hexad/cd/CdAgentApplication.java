package dev.hexad.cd;

import static dev.hexad.contracts.manifest.Manifest.Format.CODE;
import static dev.hexad.contracts.manifest.Manifest.Format.LINK;
import static dev.hexad.contracts.manifest.Manifest.Format.NUMBER;
import static dev.hexad.contracts.manifest.Manifest.Format.STATUS;
import static dev.hexad.contracts.manifest.Manifest.Format.TEXT;
import static dev.hexad.contracts.manifest.Manifest.Format.TIME;

import dev.hexad.agent.AgentDefinition;
import dev.hexad.agent.HexadAgent;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.contracts.event.DeploymentDecided;
import dev.hexad.contracts.event.DeploymentFailed;
import dev.hexad.contracts.event.DeploymentHealthChanged;
import dev.hexad.contracts.event.DeploymentPromoted;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.event.DeploymentShifted;
import dev.hexad.contracts.event.DeploymentStarted;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.event.DeploymentWaiting;
import dev.hexad.contracts.event.DriftDetected;
import dev.hexad.contracts.event.DriftEnded;
import dev.hexad.contracts.event.EnvironmentRemoved;
import dev.hexad.contracts.manifest.Manifest.Column;
import dev.hexad.contracts.manifest.Manifest.View;
import dev.hexad.githost.checkout.CommitCheckout;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The CD agent. */
@SpringBootApplication
public class CdAgentApplication {
  private static final int SCHEDULES = 4;

  public static void main(String[] args) {
    HexadAgent.run(CdAgentApplication.class, "cd", args);
  }

  /** {@code file://} repositories of this machine are read only where that is allowed. */
  @Bean
  CommitCheckout checkouts(@Value("${hexad.cd.local-repositories:false}") boolean allowed) {
    return new CommitCheckout(allowed, "hexad.cd.local-repositories");
  }

  /** Health, drift and branches are looked at side by side; one thread would make them wait. */
  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    var scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(SCHEDULES);
    scheduler.setVirtualThreads(true);
    scheduler.setThreadNamePrefix("scheduling-");
    return scheduler;
  }

  @Bean
  AgentDefinition<CdSettings> definition() {
    return AgentDefinition.of(
            "cd", "CD", "Deploys images, watches their health, goes back.", CdSettings.DEFAULT)
        .emitting(
            DeploymentWaiting.class,
            DeploymentDecided.class,
            DeploymentStarted.class,
            DeploymentSucceeded.class,
            DeploymentFailed.class,
            DeploymentPromoted.class,
            DeploymentShifted.class,
            DeploymentRolledBack.class,
            DeploymentHealthChanged.class,
            EnvironmentRemoved.class,
            DriftDetected.class,
            DriftEnded.class)
        .showing(
            new View(
                "environments",
                "Environments",
                "/environments",
                List.of(
                    new Column("application", "Application", TEXT),
                    new Column("environment", "Environment", TEXT),
                    new Column("url", "Address", LINK),
                    new Column("stable.revision", "Stable", NUMBER),
                    new Column("stable.health", "Health", STATUS),
                    new Column("canary.revision", "Canary", NUMBER),
                    new Column("canaryPercent", "Canary share %", NUMBER)),
                "Nothing is deployed yet."))
        .showing(
            new View(
                "deployments",
                "History",
                "/deployments",
                List.of(
                    new Column("application", "Application", TEXT),
                    new Column("environment", "Environment", TEXT),
                    new Column("revision", "Revision", NUMBER),
                    new Column("state", "State", STATUS),
                    new Column("target", "Target", TEXT),
                    new Column("commit", "Commit", CODE),
                    new Column("updatedAt", "Since", TIME),
                    new Column("reason", "Reason", TEXT)),
                "Nothing was deployed yet."));
  }
}
