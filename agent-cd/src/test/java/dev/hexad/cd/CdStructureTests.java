package dev.hexad.cd;

import dev.hexad.testkit.Structure;
import org.junit.jupiter.api.Test;

class CdStructureTests {
  @Test
  void keepsTheRulesOfTheHouse() {
    Structure.verify("dev.hexad.cd");
  }
}
