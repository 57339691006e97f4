package dev.hexad.cloud.aws;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.settings.AccountSettings;
import dev.hexad.cloud.settings.CloudSettings;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** The AWS accounts of the agent's configuration. */
@Component
public final class AwsProvider implements CloudProvider {
  private final LiveConfiguration<CloudSettings> settings;
  private final OrchestratorClient orchestrator;
  private final Clock clock;
  private final List<ExecutionInterceptor> watchers;
  private final List<CloudAction<?>> actions =
      AwsActions.ALL.stream().<CloudAction<?>>map(action -> action.over(this::account)).toList();
  private final Map<AccountSettings, AwsAccount> accounts = new HashMap<>();

  AwsProvider(
      LiveConfiguration<CloudSettings> settings,
      OrchestratorClient orchestrator,
      Clock clock,
      ObjectProvider<ExecutionInterceptor> watchers) {
    this.settings = settings;
    this.orchestrator = orchestrator;
    this.clock = clock;
    this.watchers = watchers.orderedStream().toList();
  }

  @Override
  public String name() {
    return "aws";
  }

  @Override
  public List<CloudAccount> accounts() {
    return List.copyOf(connected());
  }

  @Override
  public List<CloudAction<?>> actions() {
    return actions;
  }

  /** An account by the name that the configuration gives it. */
  Optional<AwsAccount> account(String name) {
    return connected().stream().filter(a -> a.name().equals(name)).findFirst();
  }

  private synchronized List<AwsAccount> connected() {
    List<AccountSettings> wanted =
        settings.current().accounts().stream()
            .filter(a -> a.provider() == AccountSettings.Provider.AWS)
            .toList();
    accounts
        .entrySet()
        .removeIf(entry -> {
          boolean gone = !wanted.contains(entry.getKey());
          if (gone) {
            entry.getValue().close();
          }
          return gone;
        });
    return wanted.stream()
        .map(a ->
            accounts.computeIfAbsent(
                a, s -> new AwsAccount(s, orchestrator::secret, clock, watchers)))
        .toList();
  }

  @PreDestroy
  synchronized void close() {
    accounts.values().forEach(AwsAccount::close);
    accounts.clear();
  }
}
