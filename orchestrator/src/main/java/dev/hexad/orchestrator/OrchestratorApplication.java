package dev.hexad.orchestrator;

import dev.hexad.service.HexadService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The orchestrator: registry, gateway, runs, ledger, configuration and the dashboard's host. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OrchestratorApplication {
  public static void main(String[] args) {
    HexadService.run(OrchestratorApplication.class, "orchestrator", args);
  }
}
