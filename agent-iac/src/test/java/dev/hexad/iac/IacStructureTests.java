package dev.hexad.iac;

import dev.hexad.testkit.Structure;
import org.junit.jupiter.api.Test;

class IacStructureTests {
  @Test
  void keepsTheRulesOfTheHouse() {
    Structure.verify("dev.hexad.iac");
  }
}
