package dev.hexad.cd.target.local;

import dev.hexad.cd.TestApplication;
import dev.hexad.cd.TestRegistry;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTargetContract;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.service.ServiceProperties;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class LocalTargetIntegrationTests extends DeployTargetContract {
  @TempDir static Path folder;
  private static TestRegistry registry;
  private static LocalTarget target;

  @BeforeAll
  static void start() {
    TestApplication.requireNode();
    registry = new TestRegistry();
    target = new LocalTarget(new ServiceProperties("cd", null, folder));
  }

  @AfterAll
  static void stop() {
    if (registry != null) {
      registry.close();
    }
  }

  @Override
  protected DeployTarget target() {
    return target;
  }

  @Override
  protected ImageRef image(String version) {
    return TestApplication.push(registry, version);
  }
}
