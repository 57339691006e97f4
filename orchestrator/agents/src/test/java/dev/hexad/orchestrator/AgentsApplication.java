package dev.hexad.orchestrator;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** What this module is in the orchestrator, without ledger and runs. */
@SpringBootApplication
@ConfigurationPropertiesScan
class AgentsApplication {}
