package dev.hexad.orchestrator.plugin;

import dev.hexad.orchestrator.access.Tokens;
import dev.hexad.orchestrator.configuration.Configurations;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.orchestrator.secret.Secrets;
import dev.hexad.orchestrator.transport.HttpTransport;
import dev.hexad.service.identity.Identity;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes agents out. */
@Service
class Removal {
  private final Registry registry;
  private final Tokens tokens;
  private final Configurations configurations;
  private final HttpTransport transport;
  private final Secrets secrets;

  Removal(
      Registry registry,
      Tokens tokens,
      Configurations configurations,
      HttpTransport transport,
      Secrets secrets) {
    this.registry = registry;
    this.tokens = tokens;
    this.configurations = configurations;
    this.transport = transport;
    this.secrets = secrets;
  }

  /**
   * Takes an agent out: its tokens are worth nothing, nothing is routed to it.
   *
   * @param purge whether its configuration, its queued commands and the secrets named {@code
   *     <id>.…} go too; what the agent keeps in its own database is its own
   */
  @Transactional
  public void uninstall(Identity by, String id, boolean purge) {
    registry.uninstall(by.tenant(), id, purge, by.subject());
    tokens.revokeEnrolment(by.tenant(), id);
    if (purge) {
      configurations.purge(by.tenant(), id);
      transport.purge(by.tenant(), id);
      secrets.deleteAll(by.tenant(), id + ".");
    }
  }
}
