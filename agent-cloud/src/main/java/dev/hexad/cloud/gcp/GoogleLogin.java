package dev.hexad.cloud.gcp;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.rest.Tokens;
import dev.hexad.cloud.settings.Secrets;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.GuardedHttp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Tokens for the key of a service account. Without a key they are those of the agent's own
 * identity, as its environment gives it.
 */
final class GoogleLogin implements Tokens.Source {
  private static final String ALL = "https://www.googleapis.com/auth/cloud-platform";

  private final @Nullable String secret;
  private final Secrets secrets;
  private final GuardedTransport transport;

  GoogleLogin(@Nullable String secret, Secrets secrets, GuardedHttp http) {
    this.secret = secret;
    this.secrets = secrets;
    this.transport = new GuardedTransport(http);
  }

  @Override
  public Tokens.Token fetch() {
    try {
      AccessToken token = credentials().createScoped(ALL).refreshAccessToken();
      Date end = token.getExpirationTime();
      // Without an end it is used once.
      return new Tokens.Token(
          Secret.of(token.getTokenValue()), end == null ? Instant.EPOCH : end.toInstant());
    } catch (IOException e) {
      throw new ProviderException(
          ProviderException.Kind.CREDENTIALS, "Google Cloud does not let us in: " + said(e), e);
    }
  }

  /** The address of the service account; null when it is the agent's own identity. */
  @Nullable String email() {
    try {
      return credentials() instanceof ServiceAccountCredentials account
          ? account.getClientEmail()
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String said(IOException e) {
    String text = String.valueOf(e.getMessage());
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  private GoogleCredentials credentials() throws IOException {
    if (secret == null) {
      return GoogleCredentials.getApplicationDefault();
    }
    byte[] key = secrets.require(secret).reveal().getBytes(StandardCharsets.UTF_8);
    try {
      return ServiceAccountCredentials.fromStream(new ByteArrayInputStream(key), () -> transport);
    } catch (IOException | RuntimeException e) {
      // The cause would quote the secret.
      throw new HexadException(
          ProblemType.INVALID, "The secret '" + secret + "' is not the key of a service account.");
    }
  }
}
