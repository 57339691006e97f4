package dev.hexad.cloud.docker;

import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.provider.CloudProviderContractTests;
import dev.hexad.testkit.DockerDaemon;
import dev.hexad.testkit.Tools;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerProviderContractTests extends CloudProviderContractTests {
  private static final String CANARY = "canary-77ad";

  private DockerDaemon daemon;
  private DockerProvider provider;

  @BeforeAll
  void start() throws Exception {
    daemon = DockerDaemon.start().orElse(null);
    Tools.require(daemon != null, "no Docker engine can be started");
    daemon.importBusybox("hexad-test/busybox:2");
    daemon.ask(docker ->
        docker
            .createContainerCmd("hexad-test/busybox:2")
            .withName("contract")
            .withEnv("PASSWORD=" + CANARY)
            .withCmd("/bin/busybox", "true")
            .exec());
    provider = new DockerProvider(new DockerProperties(daemon.host()));
  }

  @AfterAll
  void stop() throws Exception {
    if (daemon != null) {
      daemon.close();
    }
  }

  @Override
  protected CloudProvider provider() {
    return provider;
  }

  @Override
  protected String credential() {
    return CANARY;
  }
}
