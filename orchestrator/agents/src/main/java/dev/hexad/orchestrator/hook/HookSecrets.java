package dev.hexad.orchestrator.hook;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.orchestrator.secret.Secrets;
import dev.hexad.service.vault.Vault;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The secrets that sign: a stored one by its name, or one of the hook's own. */
@Component
class HookSecrets {
  private final Vault vault;
  private final Secrets secrets;
  private final HookTable hooks;

  HookSecrets(Vault vault, Secrets secrets, HookTable hooks) {
    this.vault = vault;
    this.secrets = secrets;
    this.hooks = hooks;
  }

  boolean exists(String tenant, String name) {
    return secrets.exists(tenant, name);
  }

  byte[] seal(UUID hook, Secret secret) {
    return vault.seal(secret.reveal(), context(hook));
  }

  /**
   * The secret as it is now.
   *
   * @throws HexadException of type not-found when it was deleted
   */
  Secret of(String tenant, UUID hook, @Nullable String name) {
    if (name != null) {
      return secrets.value(tenant, name);
    }
    return hooks
        .sealedSecret(hook)
        .map(sealed -> Secret.of(vault.open(sealed, context(hook))))
        .orElseThrow(() -> HexadException.notFound("secret of hook", hook));
  }

  private static String context(UUID hook) {
    return "hook/" + hook;
  }
}
