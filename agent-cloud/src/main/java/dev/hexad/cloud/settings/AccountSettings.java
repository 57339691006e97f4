package dev.hexad.cloud.settings;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account of a cloud. It is named by a secret or a role; no credential is part of the
 * configuration.
 *
 * @param name for people, unique
 * @param provider whose account it is
 * @param regions those to read; all that the account may use when empty
 * @param services those to read, for example {@code ec2}; all that are known when empty
 * @param credentialsSecret name of the secret with {@code {"accessKeyId": …, "secretAccessKey": …,
 *     "sessionToken": …}}; the agent's own identity when absent
 * @param role ARN of a role to assume for reading
 * @param actionRole ARN of a role to assume for actions; that for reading when absent
 * @param externalId what the role's trust asks for
 * @param endpoint of another service with the same API, for emulators
 * @param callsPerSecond the most calls to one service in one region, 10 when absent
 */
public record AccountSettings(
    String name,
    Provider provider,
    List<String> regions,
    List<String> services,
    @Nullable String credentialsSecret,
    @Nullable String role,
    @Nullable String actionRole,
    @Nullable String externalId,
    @Nullable URI endpoint,
    @Nullable Integer callsPerSecond) {
  /** Whose account it is. */
  public enum Provider {
    AWS
  }

  public AccountSettings {
    if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
      throw new IllegalArgumentException(
          "the account '" + name + "' must be named by 1 to 60 letters, digits, '.', '_', '-'");
    }
    if (provider == null) {
      throw new IllegalArgumentException("the account '" + name + "' has no provider");
    }
    regions = regions == null ? List.of() : List.copyOf(regions);
    services = services == null ? List.of() : List.copyOf(services);
    for (String region : regions) {
      if (!region.matches("[a-z0-9-]{1,40}")) {
        throw new IllegalArgumentException(
            "the account '" + name + "': '" + region + "' is no region");
      }
    }
    if (callsPerSecond != null && (callsPerSecond < 1 || callsPerSecond > 1000)) {
      throw new IllegalArgumentException("callsPerSecond must be 1 to 1000");
    }
  }

  /** The most calls to one service in one region. */
  public int pace() {
    return callsPerSecond == null ? 10 : callsPerSecond;
  }
}
