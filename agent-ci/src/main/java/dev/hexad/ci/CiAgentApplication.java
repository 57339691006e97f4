package dev.hexad.ci;

import static dev.hexad.contracts.manifest.Manifest.Format.CODE;
import static dev.hexad.contracts.manifest.Manifest.Format.NUMBER;
import static dev.hexad.contracts.manifest.Manifest.Format.STATUS;
import static dev.hexad.contracts.manifest.Manifest.Format.TEXT;
import static dev.hexad.contracts.manifest.Manifest.Format.TIME;

import dev.hexad.agent.AgentDefinition;
import dev.hexad.agent.HexadAgent;
import dev.hexad.ci.settings.CiSettings;
import dev.hexad.contracts.event.BuildFailed;
import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.ChangeReceived;
import dev.hexad.contracts.manifest.Manifest.Column;
import dev.hexad.contracts.manifest.Manifest.View;
import dev.hexad.oci.registry.OciRegistryConfiguration;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The CI agent. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(OciRegistryConfiguration.class)
public class CiAgentApplication {
  public static void main(String[] args) {
    HexadAgent.run(CiAgentApplication.class, "ci", args);
  }

  @Bean
  AgentDefinition<CiSettings> definition() {
    return AgentDefinition.of(
            "ci",
            "CI",
            "Takes webhooks, builds and tests commits, makes images.",
            CiSettings.DEFAULT)
        .emitting(
            ChangeReceived.class, BuildSucceeded.class, BuildFailed.class, ChangeObserved.class)
        .showing(
            new View(
                "builds",
                "Builds",
                "/builds",
                List.of(
                    new Column("application", "Application", TEXT),
                    new Column("commit", "Commit", CODE),
                    new Column("state", "State", STATUS),
                    new Column("version", "Version", TEXT),
                    new Column("testsPassed", "Tests passed", NUMBER),
                    new Column("testsFailed", "Tests failed", NUMBER),
                    new Column("finishedAt", "Finished", TIME)),
                "No build yet. Push to a registered repository."))
        .showing(
            new View(
                "deliveries",
                "Deliveries",
                "/deliveries",
                List.of(
                    new Column("receivedAt", "Received", TIME),
                    new Column("provider", "From", TEXT),
                    new Column("kind", "Kind", TEXT),
                    new Column("verdict", "Verdict", STATUS),
                    new Column("reason", "Reason", TEXT),
                    new Column("deliveryId", "Delivery", CODE)),
                "No delivery yet. Add the webhook of an application to its repository."));
  }
}
