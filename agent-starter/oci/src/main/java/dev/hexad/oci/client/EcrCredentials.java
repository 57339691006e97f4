package dev.hexad.oci.client;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;

/** Amazon ECR: a token of twelve hours for the AWS identity, renewed before it ends. */
public final class EcrCredentials implements RegistryCredentials, AutoCloseable {
  private static final Duration MARGIN = Duration.ofMinutes(10);
  private final EcrClient ecr;
  private final Clock clock;
  private @Nullable Login login;
  private Instant until = Instant.EPOCH;

  private EcrCredentials(EcrClient ecr, Clock clock) {
    this.ecr = ecr;
    this.clock = clock;
  }

  /**
   * Credentials of the account that the AWS identity belongs to.
   *
   * @param endpoint the ECR API, null for the region's own
   */
  public static EcrCredentials of(
      Region region, AwsCredentialsProvider identity, @Nullable URI endpoint, Clock clock) {
    var builder =
        EcrClient.builder()
            .region(region)
            .credentialsProvider(identity)
            .httpClientBuilder(UrlConnectionHttpClient.builder());
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return new EcrCredentials(builder.build(), clock);
  }

  @Override
  public synchronized Login login(String registry) {
    Login known = login;
    if (known != null && clock.instant().isBefore(until.minus(MARGIN))) {
      return known;
    }
    try {
      AuthorizationData data = ecr.getAuthorizationToken().authorizationData().getFirst();
      byte[] decoded = Base64.getDecoder().decode(data.authorizationToken());
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      Login fresh = new Basic(parts[0], Secret.of(parts[1]));
      login = fresh;
      until = data.expiresAt();
      return fresh;
    } catch (SdkException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "ECR gave no token for "
              + registry
              + "; check the AWS credentials and their permission ecr:GetAuthorizationToken.",
          e);
    }
  }

  @Override
  public void close() {
    ecr.close();
  }
}
