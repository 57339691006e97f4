package dev.hexad.cloud;

import dev.hexad.testkit.AgentContractTests;

class CloudAgentContractTests extends AgentContractTests {
  CloudAgentContractTests() {
    super(CloudAgentApplication.class, "cloud", "--hexad.cloud.docker-host=unix:///nowhere.sock");
  }
}
