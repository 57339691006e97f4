package dev.hexad.cloud.aws;

import dev.hexad.cloud.settings.Secrets;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import tools.jackson.core.JacksonException;

/** Keys from a secret, asked for again every minute so that replaced ones are taken. */
final class Keys implements AwsCredentialsProvider {
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final String secret;
  private final Secrets secrets;
  private final Clock clock;
  private @Nullable AwsCredentials last;
  private Instant until = Instant.MIN;

  Keys(String secret, Secrets secrets, Clock clock) {
    this.secret = secret;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** The content of the secret. */
  private record Content(
      String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {
    Content {
      if (accessKeyId == null || secretAccessKey == null) {
        throw new IllegalArgumentException("a key is missing");
      }
    }

    AwsCredentials credentials() {
      return sessionToken == null
          ? AwsBasicCredentials.create(accessKeyId, secretAccessKey)
          : AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
    }
  }

  @Override
  public synchronized AwsCredentials resolveCredentials() {
    if (last == null || !clock.instant().isBefore(until)) {
      last = read(secrets.require(secret).reveal());
      until = clock.instant().plus(KEPT);
    }
    return last;
  }

  private AwsCredentials read(String text) {
    try {
      return Json.read(text, Content.class).credentials();
    } catch (JacksonException e) {
      // The cause would quote the secret.
      throw new HexadException(
          ProblemType.INVALID,
          "The secret '" + secret + "' is not {\"accessKeyId\": …, \"secretAccessKey\": …}.");
    }
  }
}
