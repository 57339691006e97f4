package dev.hexad.oci.client;

import dev.hexad.oci.TestRegistry;
import java.nio.file.Path;

class DistributionClientIntegrationTests extends RegistryClientContractTests {
  @Override
  TestRegistry start(Path folder) throws Exception {
    return TestRegistry.distribution(folder);
  }
}
