package dev.hexad.ci.image;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.ci.repository.Repositories;
import dev.hexad.ci.settings.CiSettings;
import dev.hexad.ci.settings.RegistrySettings;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.oci.client.AcrCredentials;
import dev.hexad.oci.client.ClientOptions;
import dev.hexad.oci.client.EcrCredentials;
import dev.hexad.oci.client.RegistryCredentials;
import dev.hexad.oci.registry.BuiltInRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Registries by the names that pipelines use, with fresh logins. */
@Component
final class Registries {
  /** The user name under which ACR takes one of its refresh tokens as the password. */
  private static final String ACR_TOKEN_USER = "00000000-0000-0000-0000-000000000000";

  private final BuiltInRegistry builtIn;
  private final LiveConfiguration<CiSettings> settings;
  private final Repositories secrets;
  private final EntraTokens entra;
  private final Clock clock;
  private final String ecrEndpoint;
  private final Map<RegistrySettings, EcrCredentials> ecr = new ConcurrentHashMap<>();

  Registries(
      BuiltInRegistry builtIn,
      LiveConfiguration<CiSettings> settings,
      Repositories secrets,
      EntraTokens entra,
      Clock clock,
      @Value("${hexad.ci.ecr-endpoint:}") String ecrEndpoint) {
    this.builtIn = builtIn;
    this.settings = settings;
    this.secrets = secrets;
    this.entra = entra;
    this.clock = clock;
    this.ecrEndpoint = ecrEndpoint;
  }

  /**
   * How to push now.
   *
   * @param address host, port and path before the image's name
   */
  record Login(String address, String username, String password, RegistryCredentials credentials) {
    @Override
    public String toString() {
      return "Login[" + address + ", " + username + "]";
    }
  }

  Login login(@Nullable String name) {
    if (name == null) {
      var credentials =
          RegistryCredentials.basic(builtIn.username(), Secret.of(builtIn.password()));
      return login(builtIn.address(), credentials);
    }
    RegistrySettings found = settings.current().registries().get(name);
    if (found == null) {
      throw new HexadException(
          ProblemType.INVALID,
          "The CI agent has no registry '" + name + "'; add it to 'registries' of its settings.");
    }
    return login(found.address().replaceFirst("/+$", ""), credentials(found));
  }

  private static Login login(String address, RegistryCredentials credentials) {
    String registry = address.replaceFirst("/.*", "");
    return switch (credentials.login(registry)) {
      case RegistryCredentials.Basic(String username, Secret password) ->
          new Login(address, username, password.reveal(), credentials);
      case RegistryCredentials.RefreshToken(Secret token) ->
          new Login(address, ACR_TOKEN_USER, token.reveal(), credentials);
      case RegistryCredentials.Anonymous a -> new Login(address, "", "", credentials);
    };
  }

  private RegistryCredentials credentials(RegistrySettings registry) {
    RegistrySettings.Kind kind = registry.kind();
    return switch (kind == null ? RegistrySettings.Kind.BASIC : kind) {
      case ANONYMOUS -> RegistryCredentials.anonymous();
      case BASIC -> basic(registry);
      case ECR -> ecr.computeIfAbsent(registry, this::ecr);
      case ACR -> {
        String tenant = registry.tenant();
        yield tenant == null
            ? basic(registry)
            : new AcrCredentials(
                () -> entra.token(registry, tenant, password(registry)),
                tenant,
                ClientOptions.DEFAULT);
      }
    };
  }

  private RegistryCredentials basic(RegistrySettings registry) {
    String user = registry.username();
    if (user == null) {
      throw missing(registry, "username");
    }
    return RegistryCredentials.basic(user, password(registry));
  }

  /** With a user name it is an access key; without one the agent's own AWS identity counts. */
  private EcrCredentials ecr(RegistrySettings registry) {
    if (registry.region() == null) {
      throw missing(registry, "region");
    }
    String key = registry.username();
    AwsCredentialsProvider identity =
        key == null
            ? DefaultCredentialsProvider.builder().build()
            : StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key, password(registry).reveal()));
    return EcrCredentials.of(
        Region.of(registry.region()),
        identity,
        ecrEndpoint.isEmpty() ? null : URI.create(ecrEndpoint),
        clock);
  }

  private Secret password(RegistrySettings registry) {
    String name = registry.passwordSecret();
    if (name == null) {
      throw missing(registry, "passwordSecret");
    }
    return secrets.secret(name);
  }

  private static HexadException missing(RegistrySettings registry, String field) {
    return new HexadException(
        ProblemType.INVALID,
        "The registry "
            + registry.address()
            + " of the CI agent's settings needs '"
            + field
            + "'.");
  }
}
