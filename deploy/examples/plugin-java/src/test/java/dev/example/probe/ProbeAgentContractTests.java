package dev.example.probe;

import dev.hexad.testkit.AgentContractTests;

class ProbeAgentContractTests extends AgentContractTests {
  ProbeAgentContractTests() {
    super(ProbeAgent.class, "probe");
  }
}
