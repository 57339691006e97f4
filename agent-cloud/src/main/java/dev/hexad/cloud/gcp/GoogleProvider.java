package dev.hexad.cloud.gcp;

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

/** What the agent's configuration names of Google Cloud. */
@Component
final class GoogleProvider implements CloudProvider {
  static final String NAME = "gcp";

  private final Connected<GoogleAccount> accounts;
  private final List<CloudAction<?>> actions;

  GoogleProvider(
      LiveConfiguration<CloudSettings> settings,
      OrchestratorClient orchestrator,
      GuardedHttp http,
      Clock clock) {
    this.accounts =
        new Connected<>(
            settings, Provider.GCP, s -> new GoogleAccount(s, orchestrator::secret, http, clock));
    this.actions =
        GoogleActions.over(target -> accounts.of(target).acting(target), clock, settings::current);
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
