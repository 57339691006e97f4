package dev.hexad.orchestrator.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Access settings, prefix {@code hexad}.
 *
 * @param masterKey 32 bytes in base64; encrypts secrets and signing keys at rest
 */
@ConfigurationProperties("hexad")
record AccessProperties(String masterKey, @DefaultValue Bootstrap bootstrap) {
  AccessProperties {
    if (masterKey == null || masterKey.isBlank()) {
      throw new IllegalArgumentException(
          "hexad.master-key is missing: set it to 32 random bytes in base64 and keep it safe");
    }
    Objects.requireNonNull(bootstrap, "bootstrap");
  }

  /**
   * Tokens that exist from the first start on.
   *
   * @param adminToken {@code hxd_...}, role admin
   * @param enrolmentToken {@code hxe_...}; agents that enrol with it are enabled at once
   */
  record Bootstrap(@Nullable String adminToken, @Nullable String enrolmentToken) {}
}
