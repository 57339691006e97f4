package dev.hexad.cloud.settings;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account of a cloud. It is named by a secret or a role; no credential is part of the
 * configuration.
 *
 * @param name for people, unique
 * @param provider whose account it is
 * @param regions those to read; all that the account may use when empty
 * @param services those to read, for example {@code ec2}; all that are known when empty
 * @param credentialsSecret name of the secret; AWS: {@code {"accessKeyId": …, "secretAccessKey": …,
 *     "sessionToken": …}}, Google Cloud: the key of a service account, in both the agent's own
 *     identity when absent; Azure: {@code {"tenant": …, "clientId": …, "clientSecret": …}};
 *     Kubernetes: a kubeconfig
 * @param role ARN of a role to assume for reading
 * @param actionRole ARN of a role to assume for actions; that for reading when absent
 * @param externalId what the role's trust asks for
 * @param endpoint of another service with the same API, for emulators
 * @param callsPerSecond the most calls to one service in one region, 10 when absent
 * @param scope what of it: a {@code projects/…}, {@code folders/…} or {@code organizations/…} of
 *     Google Cloud, the id of a subscription of Azure, a context of a kubeconfig, the current one
 *     when absent; AWS has none
 * @param actionSecret name of another secret for actions; that for reading when absent
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
    @Nullable Integer callsPerSecond,
    @Nullable String scope,
    @Nullable String actionSecret) {
  private static final Pattern GOOGLE =
      Pattern.compile("(projects|folders|organizations)/[a-z0-9][a-z0-9:.-]{0,99}");
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Whose account it is. */
  public enum Provider {
    AWS,
    GCP,
    AZURE,
    KUBERNETES
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
    String wrong = wrong(provider, scope, credentialsSecret);
    if (wrong != null) {
      throw new IllegalArgumentException("the account '" + name + "': " + wrong);
    }
  }

  private static @Nullable String wrong(
      Provider provider, @Nullable String scope, @Nullable String secret) {
    return switch (provider) {
      case AWS -> scope == null ? null : "scope is not for AWS; give a role";
      case GCP ->
          scope != null && GOOGLE.matcher(scope).matches()
              ? null
              : "scope must be projects/…, folders/… or organizations/…";
      case AZURE ->
          secret == null
              ? "credentialsSecret is missing"
              : scope != null && SUBSCRIPTION.matcher(scope).matches()
                  ? null
                  : "scope must be the id of a subscription";
      case KUBERNETES -> secret == null ? "credentialsSecret is missing" : null;
    };
  }

  /** The secret for actions. */
  public @Nullable String secretForActions() {
    return actionSecret == null ? credentialsSecret : actionSecret;
  }

  /** The most calls to one service in one region. */
  public int pace() {
    return callsPerSecond == null ? 10 : callsPerSecond;
  }
}
