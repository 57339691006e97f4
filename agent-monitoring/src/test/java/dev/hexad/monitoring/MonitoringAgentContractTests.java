package dev.hexad.monitoring;

import dev.hexad.testkit.AgentContractTests;

class MonitoringAgentContractTests extends AgentContractTests {
  MonitoringAgentContractTests() {
    super(MonitoringAgentApplication.class, "monitoring");
  }
}
