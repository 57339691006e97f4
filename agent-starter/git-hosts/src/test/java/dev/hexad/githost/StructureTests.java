package dev.hexad.githost;

import dev.hexad.testkit.Structure;
import org.junit.jupiter.api.Test;

class StructureTests {

  @Test
  void keepsTheRulesOfTheHouse() {
    Structure.verify("dev.hexad.githost");
  }
}
