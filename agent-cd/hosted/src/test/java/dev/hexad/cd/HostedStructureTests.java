package dev.hexad.cd;

import dev.hexad.testkit.Structure;
import org.junit.jupiter.api.Test;

class HostedStructureTests {
  @Test
  void keepsTheRulesOfTheHouse() {
    Structure.verify("dev.hexad.cd");
  }
}
