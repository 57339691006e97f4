package dev.hexad.finops;

import static dev.hexad.contracts.manifest.Manifest.Format.MONEY;
import static dev.hexad.contracts.manifest.Manifest.Format.NUMBER;
import static dev.hexad.contracts.manifest.Manifest.Format.TEXT;
import static dev.hexad.contracts.manifest.Manifest.Format.TIME;

import dev.hexad.agent.AgentDefinition;
import dev.hexad.agent.HexadAgent;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.CostAnomalyDetected;
import dev.hexad.contracts.event.CostBudgetCrossed;
import dev.hexad.contracts.event.CostsImported;
import dev.hexad.contracts.manifest.Manifest.Column;
import dev.hexad.contracts.manifest.Manifest.View;
import dev.hexad.finops.settings.FinopsSettings;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The FinOps agent. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class FinopsAgentApplication {
  public static void main(String[] args) {
    HexadAgent.run(FinopsAgentApplication.class, "finops", args);
  }

  @Bean
  AgentDefinition<FinopsSettings> definition() {
    return AgentDefinition.of(
            "finops",
            "FinOps",
            "Keeps bills in FOCUS form and says what things cost.",
            FinopsSettings.DEFAULT)
        .emitting(
            CostsImported.class,
            CostBudgetCrossed.class,
            CostAnomalyDetected.class,
            ChangeObserved.class)
        .showing(
            new View(
                "costs",
                "Costs by service",
                "/costs",
                List.of(
                    new Column("key", "Service", TEXT),
                    new Column("amount", "Amount", MONEY),
                    new Column("currency", "Currency", TEXT)),
                "No costs yet. Import a FOCUS file."))
        .showing(
            new View(
                "imports",
                "Imports",
                "/imports",
                List.of(
                    new Column("source", "Source", TEXT),
                    new Column("origin", "File", TEXT),
                    new Column("rows", "Rows added", NUMBER),
                    new Column("duplicates", "Known already", NUMBER),
                    new Column("firstDay", "From", TEXT),
                    new Column("lastDay", "To", TEXT),
                    new Column("sample", "Sample data", TEXT),
                    new Column("importedAt", "Imported", TIME)),
                "Nothing was imported yet."));
  }
}
