package dev.hexad.oci.attest;

import dev.hexad.oci.TestRegistry;
import java.nio.file.Path;

class BuiltInAttestationIntegrationTests extends AttestationContractTests {
  @Override
  TestRegistry start(Path folder) {
    return TestRegistry.builtIn(folder);
  }
}
