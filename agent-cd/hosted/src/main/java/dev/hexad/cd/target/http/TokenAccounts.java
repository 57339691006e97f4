package dev.hexad.cd.target.http;

import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.Hosting.Account;
import dev.hexad.cd.settings.Secrets;
import dev.hexad.cd.target.TargetSettings;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The accounts of a provider that takes a token, as the agent's configuration names them. */
public final class TokenAccounts {
  private final String provider;
  private final URI usual;
  private final Supplier<Map<String, Account>> known;
  private final Secrets secrets;

  /**
   * Of one provider.
   *
   * @param provider its name, for messages
   * @param usual where its API is when an account does not say
   */
  public TokenAccounts(
      String provider,
      URI usual,
      Supplier<CdSettings> settings,
      Function<CdSettings, Map<String, Account>> accounts,
      Secrets secrets) {
    this.provider = provider;
    this.usual = usual;
    this.known = () -> accounts.apply(settings.get());
    this.secrets = secrets;
  }

  /**
   * An account.
   *
   * @param team id of its team or workspace, null when the configuration does not say
   */
  public record Access(Api api, @Nullable String team) {}

  public boolean none() {
    return known.get().isEmpty();
  }

  /** The name of an account; that of the only one when none is given. */
  public String name(@Nullable String given) {
    return TargetSettings.choose(provider + " account", known.get(), given);
  }

  public Access of(String name) {
    Account account = known.get().get(name);
    if (account == null) {
      throw new HexadException(
          ProblemType.INVALID, "There is no " + provider + " account '" + name + "'.");
    }
    URI base = account.endpoint() == null ? usual : account.endpoint();
    return new Access(
        new Api(provider, base, () -> secrets.require(account.tokenSecret())), account.team());
  }
}
