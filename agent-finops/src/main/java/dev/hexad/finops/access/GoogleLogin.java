package dev.hexad.finops.access;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tokens of Google, by the key of a service account or by the identity of the machine. */
public final class GoogleLogin {
  private final GoogleCredentials credentials;

  private GoogleLogin(GoogleCredentials credentials) {
    this.credentials = credentials;
  }

  /**
   * Logs in.
   *
   * @param secret name of the one that holds the key, null for the identity of the machine
   */
  public static GoogleLogin of(
      @Nullable String secret, Function<String, Secret> secrets, OutboundGuard guard, String scope)
      throws IOException {
    GoogleCredentials credentials =
        secret == null
            ? GoogleCredentials.getApplicationDefault()
            : key(secret, secrets.apply(secret), guard);
    return new GoogleLogin(credentials.createScoped(List.of(scope)));
  }

  private static GoogleCredentials key(String name, Secret key, OutboundGuard guard) {
    ServiceAccountCredentials account;
    try {
      account =
          ServiceAccountCredentials.fromStream(
              new ByteArrayInputStream(key.reveal().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException | RuntimeException e) {
      // The cause could quote the key.
      throw new HexadException(
          ProblemType.INVALID,
          "The secret '" + name + "' is not the key of a service account as Google gives it out.");
    }
    guard.check(account.getTokenServerUri());
    return account;
  }

  /** A token that is good for a while. */
  public Secret token() throws IOException {
    credentials.refreshIfExpired();
    AccessToken token = credentials.getAccessToken();
    if (token == null) {
      throw new IOException("Google gives no token");
    }
    return Secret.of(token.getTokenValue());
  }
}
