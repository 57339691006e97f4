package dev.hexad.ci;

import dev.hexad.testkit.AgentContractTests;

class CiAgentContractTests extends AgentContractTests {
  CiAgentContractTests() {
    super(CiAgentApplication.class, "ci");
  }
}
