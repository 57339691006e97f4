package dev.hexad.agent.lease;

import dev.hexad.agent.command.Fences;
import dev.hexad.agent.enrolment.OrchestratorClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires leases. */
@Configuration(proxyBeanMethods = false)
public class LeaseConfiguration {

  @Bean
  Leases leases(OrchestratorClient orchestrator, Fences fences) {
    return new Leases(orchestrator, fences);
  }
}
