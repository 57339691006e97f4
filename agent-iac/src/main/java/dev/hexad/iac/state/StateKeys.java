package dev.hexad.iac.state;

import dev.hexad.contracts.message.Secret;
import dev.hexad.service.vault.Vault;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The keys that data keys are wrapped with. {@code hexad.iac.state-keys} names them as {@code
 * id:base64}, with commas, the one that is used from now on first; without it the service's own
 * vault is used.
 */
@Component
final class StateKeys {
  private static final String VAULT = "vault";

  private final Map<String, Vault> keys = new LinkedHashMap<>();
  private final String active;

  StateKeys(Vault vault, @Value("${hexad.iac.state-keys:}") String given) {
    for (String entry : given.isBlank() ? new String[0] : given.split(",")) {
      int colon = entry.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("hexad.iac.state-keys is a list of id:base64");
      }
      keys.put(
          entry.substring(0, colon).strip(),
          Vault.under(Secret.of(entry.substring(colon + 1).strip())));
    }
    keys.putIfAbsent(VAULT, vault);
    active = keys.keySet().iterator().next();
  }

  String active() {
    return active;
  }

  byte[] wrap(byte[] dataKey, String context) {
    return vault(active).seal(Base64.getEncoder().encodeToString(dataKey), context);
  }

  byte[] unwrap(String keyId, byte[] wrapped, String context) {
    return Base64.getDecoder().decode(vault(keyId).open(wrapped, context));
  }

  private Vault vault(String keyId) {
    Vault vault = keys.get(keyId);
    if (vault == null) {
      throw new IllegalStateException(
          "the key '" + keyId + "' is not in hexad.iac.state-keys; add it again to read old state");
    }
    return vault;
  }
}
