package dev.hexad.iac;

import static dev.hexad.contracts.manifest.Manifest.Format.CODE;
import static dev.hexad.contracts.manifest.Manifest.Format.NUMBER;
import static dev.hexad.contracts.manifest.Manifest.Format.STATUS;
import static dev.hexad.contracts.manifest.Manifest.Format.TEXT;
import static dev.hexad.contracts.manifest.Manifest.Format.TIME;

import dev.hexad.agent.AgentDefinition;
import dev.hexad.agent.HexadAgent;
import dev.hexad.contracts.event.ApplyCompleted;
import dev.hexad.contracts.event.PlanCompleted;
import dev.hexad.contracts.manifest.Manifest.Column;
import dev.hexad.contracts.manifest.Manifest.View;
import dev.hexad.iac.tool.IacSettings;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The IaC agent. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IacAgentApplication {
  public static void main(String[] args) {
    HexadAgent.run(IacAgentApplication.class, "iac", args);
  }

  @Bean
  AgentDefinition<IacSettings> definition() {
    return AgentDefinition.of(
            "iac",
            "Infrastructure",
            "Plans with Terraform or OpenTofu and applies exactly what was planned.",
            IacSettings.DEFAULT)
        .emitting(PlanCompleted.class, ApplyCompleted.class)
        .showing(
            new View(
                "plans",
                "Plans",
                "/plans",
                List.of(
                    new Column("workspace", "Workspace", TEXT),
                    new Column("application", "Application", TEXT),
                    new Column("commit", "Commit", CODE),
                    new Column("state", "State", STATUS),
                    new Column("toAdd", "Add", NUMBER),
                    new Column("toChange", "Change", NUMBER),
                    new Column("toDestroy", "Destroy", NUMBER),
                    new Column("createdAt", "Planned", TIME),
                    new Column("reason", "Reason", TEXT)),
                "No plan yet. Add a stage with 'uses: iac.plan' to a pipeline."));
  }
}
