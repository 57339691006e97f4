package dev.hexad.cloud;

import static dev.hexad.contracts.manifest.Manifest.Format.CODE;
import static dev.hexad.contracts.manifest.Manifest.Format.NUMBER;
import static dev.hexad.contracts.manifest.Manifest.Format.STATUS;
import static dev.hexad.contracts.manifest.Manifest.Format.TEXT;
import static dev.hexad.contracts.manifest.Manifest.Format.TIME;

import dev.hexad.agent.AgentDefinition;
import dev.hexad.agent.HexadAgent;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.InventorySynchronised;
import dev.hexad.contracts.event.TagsNoticed;
import dev.hexad.contracts.manifest.Manifest.Column;
import dev.hexad.contracts.manifest.Manifest.View;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The Cloud agent. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CloudAgentApplication {
  public static void main(String[] args) {
    HexadAgent.run(CloudAgentApplication.class, "cloud", args);
  }

  @Bean
  AgentDefinition<CloudSettings> definition() {
    return AgentDefinition.of(
            "cloud",
            "Cloud",
            "Inventory with history, audits, and acts that can be undone.",
            CloudSettings.DEFAULT)
        .emitting(InventorySynchronised.class, ChangeObserved.class, TagsNoticed.class)
        .showing(
            new View(
                "resources",
                "Resources",
                "/resources",
                List.of(
                    new Column("provider", "Provider", TEXT),
                    new Column("type", "Type", TEXT),
                    new Column("name", "Name", TEXT),
                    new Column("state", "State", STATUS),
                    new Column("id", "Id", CODE),
                    new Column("version", "Version", NUMBER),
                    new Column("validFrom", "Since", TIME)),
                "Nothing is known yet. See the providers for those that answer."))
        .showing(
            new View(
                "providers",
                "Providers",
                "/providers",
                List.of(
                    new Column("name", "Provider", TEXT),
                    new Column("state", "State", STATUS),
                    new Column("account", "Account", CODE),
                    new Column("detail", "Detail", TEXT)),
                "There are no providers."))
        .showing(
            new View(
                "findings",
                "Findings",
                "/findings",
                List.of(
                    new Column("severity", "Severity", STATUS),
                    new Column("checkId", "Check", CODE),
                    new Column("name", "Resource", TEXT),
                    new Column("state", "State", STATUS),
                    new Column("openedAt", "Since", TIME)),
                "No check has found anything."));
  }
}
