package dev.hexad.cd;

import dev.hexad.testkit.AgentContractTests;

class CdAgentContractTests extends AgentContractTests {
  CdAgentContractTests() {
    super(CdAgentApplication.class, "cd");
  }
}
