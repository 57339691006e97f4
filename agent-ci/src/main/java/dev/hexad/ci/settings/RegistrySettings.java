package dev.hexad.ci.settings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A registry that images can be pushed to.
 *
 * @param address host, optional port and optional path before the image's name
 * @param kind how it is logged in to; {@link Kind#BASIC} when absent
 * @param username for basic login and for an admin user of ACR
 * @param passwordSecret name of the secret with the password, token or client secret
 * @param region of ECR
 * @param tenant of Azure, for ACR with a service principal, whose id is the username
 */
public record RegistrySettings(
    String address,
    @Nullable Kind kind,
    @Nullable String username,
    @Nullable String passwordSecret,
    @Nullable String region,
    @Nullable String tenant) {
  /** How a registry is logged in to. */
  public enum Kind {
    ANONYMOUS,
    BASIC,
    ECR,
    ACR
  }

  public RegistrySettings {
    Objects.requireNonNull(address, "address");
  }
}
