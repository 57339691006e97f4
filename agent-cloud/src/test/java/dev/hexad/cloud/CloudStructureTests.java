package dev.hexad.cloud;

import dev.hexad.testkit.Structure;
import org.junit.jupiter.api.Test;

class CloudStructureTests {
  @Test
  void keepsTheRulesOfTheHouse() {
    Structure.verify("dev.hexad.cloud");
  }
}
