package dev.hexad.oci.client;

import dev.hexad.oci.TestRegistry;
import java.nio.file.Path;

class BuiltInRegistryClientIntegrationTests extends RegistryClientContractTests {
  @Override
  TestRegistry start(Path folder) {
    return TestRegistry.builtIn(folder);
  }
}
