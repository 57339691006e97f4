package dev.hexad.iac;

import dev.hexad.testkit.AgentContractTests;

class IacAgentContractTests extends AgentContractTests {
  IacAgentContractTests() {
    super(IacAgentApplication.class, "iac");
  }
}
