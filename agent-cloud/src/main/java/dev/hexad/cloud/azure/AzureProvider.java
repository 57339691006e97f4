package dev.hexad.cloud.azure;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.settings.AccountSettings.Provider;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.cloud.settings.Connected;
import dev.hexad.service.outbound.GuardedHttp;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** The subscriptions of the agent's configuration. */
@Component
final class AzureProvider implements CloudProvider {
  static final String NAME = "azure";

  private final Connected<AzureAccount> accounts;
  private final List<CloudAction<?>> actions;

  AzureProvider(
      LiveConfiguration<CloudSettings> settings,
      OrchestratorClient orchestrator,
      GuardedHttp http,
      Clock clock) {
    this.accounts =
        new Connected<>(
            settings, Provider.AZURE, s -> new AzureAccount(s, orchestrator::secret, http, clock));
    this.actions =
        AzureActions.over(target -> accounts.of(target).acting(target), settings::current);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<CloudAccount> accounts() {
    return List.copyOf(accounts.all());
  }

  @Override
  public List<CloudAction<?>> actions() {
    return actions;
  }

  @PreDestroy
  void close() {
    accounts.close();
  }
}
