package dev.hexad.orchestrator;

import dev.hexad.testkit.Structure;
import org.junit.jupiter.api.Test;

class OrchestratorStructureTests {
  @Test
  void keepsTheRulesOfTheHouse() {
    Structure.verify("dev.hexad.orchestrator");
  }
}
