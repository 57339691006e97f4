package dev.hexad.cloud.aws;

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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** The AWS accounts of the agent's configuration. */
@Component
final class AwsProvider implements CloudProvider {
  private final Connected<AwsAccount> accounts;
  private final List<CloudAction<?>> actions;

  AwsProvider(
      LiveConfiguration<CloudSettings> settings,
      OrchestratorClient orchestrator,
      Clock clock,
      ObjectProvider<ExecutionInterceptor> watchers) {
    List<ExecutionInterceptor> all = watchers.orderedStream().toList();
    this.accounts =
        new Connected<>(
            settings, Provider.AWS, s -> new AwsAccount(s, orchestrator::secret, clock, all));
    this.actions = AwsActions.over(accounts::of, settings::current);
  }

  @Override
  public String name() {
    return "aws";
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
