package dev.hexad.finops;

import dev.hexad.testkit.AgentContractTests;

class FinopsAgentContractTests extends AgentContractTests {
  FinopsAgentContractTests() {
    super(FinopsAgentApplication.class, "finops");
  }
}
