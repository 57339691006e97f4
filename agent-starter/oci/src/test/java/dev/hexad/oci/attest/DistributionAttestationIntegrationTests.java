package dev.hexad.oci.attest;

import dev.hexad.oci.TestRegistry;
import java.nio.file.Path;

class DistributionAttestationIntegrationTests extends AttestationContractTests {
  @Override
  TestRegistry start(Path folder) throws Exception {
    return TestRegistry.distribution(folder);
  }
}
