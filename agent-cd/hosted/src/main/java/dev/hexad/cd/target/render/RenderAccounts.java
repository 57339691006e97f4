package dev.hexad.cd.target.render;

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

/** The Render accounts of the agent's configuration. */
@Component
final class RenderAccounts {
  private static final URI API = URI.create("https://api.render.com/v1");

  private final Supplier<CdSettings> settings;
  private final Secrets secrets;

  /**
   * An account.
   *
   * @param owner id of its workspace, null when the configuration does not say
   */
  record Access(Api api, @Nullable String owner) {}

  @Autowired
  RenderAccounts(LiveConfiguration<CdSettings> settings, OrchestratorClient orchestrator) {
    this(settings::current, orchestrator::secret);
  }

  RenderAccounts(Supplier<CdSettings> settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  private Map<String, Account> known() {
    return settings.get().hosts().render();
  }

  boolean none() {
    return known().isEmpty();
  }

  /** The name of an account; that of the only one when none is given. */
  String name(@Nullable String given) {
    return TargetSettings.choose("Render account", known(), given);
  }

  Access of(String name) {
    Account account = known().get(name);
    if (account == null) {
      throw new HexadException(ProblemType.INVALID, "There is no Render account '" + name + "'.");
    }
    URI base = account.endpoint() == null ? API : account.endpoint();
    return new Access(
        new Api("Render", base, () -> secrets.require(account.tokenSecret())), account.team());
  }
}
