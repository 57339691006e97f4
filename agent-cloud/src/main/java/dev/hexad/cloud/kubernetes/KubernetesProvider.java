package dev.hexad.cloud.kubernetes;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.settings.AccountSettings.Provider;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.cloud.settings.Connected;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** The clusters of the agent's configuration. */
@Component
final class KubernetesProvider implements CloudProvider {
  static final String NAME = "kubernetes";

  private final Connected<Cluster> clusters;
  private final List<CloudAction<?>> actions;

  KubernetesProvider(
      LiveConfiguration<CloudSettings> settings, OrchestratorClient orchestrator, Clock clock) {
    this.clusters =
        new Connected<>(
            settings, Provider.KUBERNETES, s -> new Cluster(s, orchestrator::secret, clock));
    this.actions = KubernetesActions.over(target -> clusters.of(target).acting(target), clock);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<CloudAccount> accounts() {
    return List.copyOf(clusters.all());
  }

  @Override
  public List<CloudAction<?>> actions() {
    return actions;
  }

  @PreDestroy
  void close() {
    clusters.close();
  }
}
