package dev.hexad.cloud.kubernetes;

import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.provider.CloudProviderContractTests;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubernetesProviderContractTests extends CloudProviderContractTests {
  private SampleCluster sample;
  private Cluster cluster;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    sample = new SampleCluster(folder);
    cluster = new Cluster(sample.settings(), sample::secret, Clock.systemUTC());
  }

  @AfterAll
  void stop() throws Exception {
    if (sample != null) {
      cluster.close();
      sample.stop();
    }
  }

  @Override
  protected CloudProvider provider() {
    return new CloudProvider() {
      @Override
      public String name() {
        return KubernetesProvider.NAME;
      }

      @Override
      public List<CloudAccount> accounts() {
        return List.of(cluster);
      }

      @Override
      public List<CloudAction<?>> actions() {
        return KubernetesActions.over(cluster::acting, Clock.systemUTC());
      }
    };
  }

  @Override
  protected String credential() {
    return SampleCluster.SECRET;
  }
}
