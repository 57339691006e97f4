package dev.hexad.iac;

import static dev.hexad.contracts.manifest.Manifest.Format.CODE;
import static dev.hexad.contracts.manifest.Manifest.Format.NUMBER;
import static dev.hexad.contracts.manifest.Manifest.Format.STATUS;
import static dev.hexad.contracts.manifest.Manifest.Format.TEXT;
import static dev.hexad.contracts.manifest.Manifest.Format.TIME;

import dev.hexad.agent.AgentDefinition;
import dev.hexad.agent.HexadAgent;
import dev.hexad.contracts.event.ApplyCompleted;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.PlanCompleted;
import dev.hexad.contracts.manifest.Manifest.Column;
import dev.hexad.contracts.manifest.Manifest.View;
import dev.hexad.githost.checkout.CommitCheckout;
import dev.hexad.iac.settings.IacSettings;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The IaC agent. */
@SpringBootApplication
public class IacAgentApplication {
  public static void main(String[] args) {
    HexadAgent.run(IacAgentApplication.class, "iac", args);
  }

  /** {@code file://} repositories of this machine are read only where that is allowed. */
  @Bean
  CommitCheckout checkouts(@Value("${hexad.iac.local-repositories:false}") boolean allowed) {
    return new CommitCheckout(allowed, "hexad.iac.local-repositories");
  }

  @Bean
  AgentDefinition<IacSettings> definition() {
    return AgentDefinition.of(
            "iac",
            "Infrastructure",
            "Plans with Terraform or OpenTofu and applies exactly what was planned.",
            IacSettings.DEFAULT)
        .emitting(PlanCompleted.class, ApplyCompleted.class, ChangeObserved.class)
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
