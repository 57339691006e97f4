package dev.hexad.oci;

import dev.hexad.testkit.Structure;
import org.junit.jupiter.api.Test;

class OciStructureTests {
  @Test
  void keepsTheRulesOfTheHouse() {
    Structure.verify("dev.hexad.oci");
  }
}
