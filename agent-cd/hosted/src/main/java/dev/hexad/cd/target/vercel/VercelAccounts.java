package dev.hexad.cd.target.vercel;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.Hosting.Account;
import dev.hexad.cd.settings.Secrets;
import dev.hexad.cd.target.TargetSettings;
import dev.hexad.cd.target.http.Api;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The Vercel accounts of the agent's configuration. */
@Component
final class VercelAccounts {
  private static final URI API = URI.create("https://api.vercel.com");

  private final Supplier<CdSettings> settings;
  private final Secrets secrets;

  /**
   * An account.
   *
   * @param team its id, null when the configuration does not say
   */
  record Access(Api api, @Nullable String team) {}

  @Autowired
  VercelAccounts(LiveConfiguration<CdSettings> settings, OrchestratorClient orchestrator) {
    this(settings::current, orchestrator::secret);
  }

  VercelAccounts(Supplier<CdSettings> settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  private Map<String, Account> known() {
    return settings.get().hosts().vercel();
  }

  boolean none() {
    return known().isEmpty();
  }

  /** The name of an account; that of the only one when none is given. */
  String name(@Nullable String given) {
    return TargetSettings.choose("Vercel account", known(), given);
  }

  Access of(String name) {
    Account account = known().get(name);
    if (account == null) {
      throw new HexadException(ProblemType.INVALID, "There is no Vercel account '" + name + "'.");
    }
    URI base = account.endpoint() == null ? API : account.endpoint();
    return new Access(
        new Api("Vercel", base, () -> secrets.require(account.tokenSecret())), account.team());
  }
}
