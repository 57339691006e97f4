package dev.hexad.githost.api;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.GuardedHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tokens of an installed GitHub App: a short JWT signed with the app's key is exchanged for an
 * installation token, which is kept until five minutes before it ends. Safe for all threads.
 */
public final class GitHubApp implements TokenSource {
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final String appId;
  private final PrivateKey key;
  private final long installation;
  private final ApiClient api;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Kept kept;

  private record Kept(Secret token, Instant until) {}

  /**
   * An installation of an app.
   *
   * @param base address of GitHub's API, as for {@link GitHosts#gitHub}
   * @param appId the app's id or client id
   * @param privateKey the app's key in PEM, as GitHub hands it out (PKCS #1) or as PKCS #8
   * @throws HexadException of type invalid when the key cannot be read
   */
  public GitHubApp(
      GuardedHttp http, URI base, String appId, Secret privateKey, long installation, Clock clock) {
    this(http, base, appId, privateKey, installation, Retries.usual(clock));
  }

  GitHubApp(
      GuardedHttp http,
      URI base,
      String appId,
      Secret privateKey,
      long installation,
      Retries retries) {
    this.appId = appId;
    this.key = RsaKeys.read(privateKey);
    this.installation = installation;
    this.clock = retries.clock();
    this.api = GitHosts.gitHubApi(http, base, this::assertion, retries);
  }

  @Override
  public Secret token() {
    lock.lock();
    try {
      Kept current = kept;
      if (current == null || !clock.instant().isBefore(current.until())) {
        current = exchange();
        kept = current;
      }
      return current.token();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void forget(Secret refused) {
    lock.lock();
    try {
      if (kept != null && kept.token().equals(refused)) {
        kept = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Kept exchange() {
    JsonNode answer =
        api.send("POST", "/app/installations/" + installation + "/access_tokens", Map.of(), true);
    String token = answer.path("token").asString("");
    try {
      Instant end = Instant.parse(answer.path("expires_at").asString(""));
      if (!token.isBlank()) {
        return new Kept(Secret.of(token), end.minus(MARGIN));
      }
    } catch (DateTimeException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "GitHub did not say when the app's token ends.", e);
    }
    throw new HexadException(ProblemType.UPSTREAM_FAILED, "GitHub gave the app no token.");
  }

  /** The JWT that proves to be the app; nine minutes long, begun early for clocks that differ. */
  private Secret assertion() {
    long now = clock.instant().getEpochSecond();
    Map<String, Object> claims = Map.of("iat", now - 60, "exp", now + 480, "iss", appId);
    String text =
        part(Json.write(Map.of("alg", "RS256", "typ", "JWT"))) + "." + part(Json.write(claims));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return Secret.of(text + "." + base64(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new HexadException(ProblemType.INVALID, "The app's private key cannot sign.", e);
    }
  }

  private static String part(String json) {
    return base64(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
