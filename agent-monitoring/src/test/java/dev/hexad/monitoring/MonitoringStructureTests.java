package dev.hexad.monitoring;

import dev.hexad.testkit.Structure;
import org.junit.jupiter.api.Test;

class MonitoringStructureTests {
  @Test
  void keepsTheRulesOfTheHouse() {
    Structure.verify("dev.hexad.monitoring");
  }
}
