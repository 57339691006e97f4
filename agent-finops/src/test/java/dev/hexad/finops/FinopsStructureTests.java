package dev.hexad.finops;

import dev.hexad.testkit.Structure;
import org.junit.jupiter.api.Test;

class FinopsStructureTests {
  @Test
  void keepsTheRulesOfTheHouse() {
    Structure.verify("dev.hexad.finops");
  }
}
