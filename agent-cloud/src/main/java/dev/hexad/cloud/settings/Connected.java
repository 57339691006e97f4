package dev.hexad.cloud.settings;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.contracts.problem.HexadException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The accounts of one provider that the configuration in force names; each is opened once, and
 * closed when it is no longer named. Thread-safe.
 */
public final class Connected<A extends CloudAccount> implements AutoCloseable {
  private final LiveConfiguration<CloudSettings> settings;
  private final AccountSettings.Provider provider;
  private final Function<AccountSettings, A> open;
  private final Map<AccountSettings, A> accounts = new HashMap<>();

  public Connected(
      LiveConfiguration<CloudSettings> settings,
      AccountSettings.Provider provider,
      Function<AccountSettings, A> open) {
    this.settings = settings;
    this.provider = provider;
    this.open = open;
  }

  /** All, in the order of the configuration. */
  public synchronized List<A> all() {
    List<AccountSettings> wanted =
        settings.current().accounts().stream().filter(a -> a.provider() == provider).toList();
    accounts
        .entrySet()
        .removeIf(entry -> {
          boolean gone = !wanted.contains(entry.getKey());
          if (gone) {
            entry.getValue().close();
          }
          return gone;
        });
    return wanted.stream().map(a -> accounts.computeIfAbsent(a, open)).toList();
  }

  /** One by the name that the configuration gives it. */
  public Optional<A> named(String name) {
    return all().stream().filter(a -> a.name().equals(name)).findFirst();
  }

  /**
   * That of a target.
   *
   * @throws HexadException when the configuration does not name it any more
   */
  public A of(ActionTarget target) {
    return named(target.accountName())
        .orElseThrow(() -> HexadException.notFound("account", target.accountName()));
  }

  @Override
  public synchronized void close() {
    accounts.values().forEach(CloudAccount::close);
    accounts.clear();
  }
}
