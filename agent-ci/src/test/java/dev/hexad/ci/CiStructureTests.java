package dev.hexad.ci;

import dev.hexad.testkit.Structure;
import org.junit.jupiter.api.Test;

class CiStructureTests {
  @Test
  void keepsTheRulesOfTheHouse() {
    Structure.verify("dev.hexad.ci");
  }
}
