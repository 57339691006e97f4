package dev.hexad.finops.access;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import tools.jackson.core.JacksonException;

/** The content of a secret with keys of AWS. */
public record AwsKeys(String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {
  public AwsKeys {
    if (accessKeyId == null || secretAccessKey == null) {
      throw new IllegalArgumentException("a key is missing");
    }
  }

  private AwsCredentials credentials() {
    return sessionToken == null
        ? AwsBasicCredentials.create(accessKeyId, secretAccessKey)
        : AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
  }

  /** Asked for each time, so that replaced keys are taken. */
  public static AwsCredentialsProvider provider(
      @Nullable String secret, Function<String, Secret> secrets) {
    if (secret == null) {
      return DefaultCredentialsProvider.builder().build();
    }
    return () -> {
      try {
        return Json.read(secrets.apply(secret).reveal(), AwsKeys.class).credentials();
      } catch (JacksonException e) {
        // The cause would quote the secret.
        throw new HexadException(
            ProblemType.INVALID,
            "The secret '" + secret + "' is not {\"accessKeyId\": …, \"secretAccessKey\": …}.");
      }
    };
  }
}
