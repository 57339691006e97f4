package dev.hexad.githost.api;

import static dev.hexad.githost.api.TestHosts.COMMIT;
import static dev.hexad.githost.api.TestHosts.NOW;
import static dev.hexad.githost.api.TestHosts.SHOP;
import static dev.hexad.githost.api.TestHosts.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.githost.api.StatusReport.State;
import dev.hexad.githost.contract.ContractServer;
import dev.hexad.githost.contract.ContractServer.Call;
import dev.hexad.githost.contract.ContractServer.Reply;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitHubAppTests {
  /** A clock that tests set. */
  private static final class SetClock extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final TestHosts test = new TestHosts();
  private final SetClock clock = new SetClock();
  private final Retries retries =
      new Retries(2, Duration.ofMillis(1), Duration.ofSeconds(1), clock, time -> {});
  private KeyPair keys;
  private int tokens;
  private ContractServer server;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    server =
        new ContractServer("github/rest.openapi.json", "github.json", "/", p -> p, this::answer);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
      assertThat(server.violations).isEmpty();
    }
  }

  private Reply answer(Call call) {
    return call.path().startsWith("/app/")
        ? Reply.json(
            201,
            server.example(
                "installation-token",
                Map.of("token", "canary-" + ++tokens, "expires_at", clock.now.plusSeconds(3600))))
        : Reply.json(201, server.example("status", Map.of()));
  }

  private Secret pem() {
    return Secret.of(
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
  }

  private GitHubApp app(Secret pem) {
    return new GitHubApp(test.http, server.base(), "4711", pem, 99, retries);
  }

  private static void set(GitHost host) {
    host.setStatus(SHOP, COMMIT, new StatusReport("hexad/ci", State.SUCCESS, "", null));
  }

  @Test
  void signsInAndKeepsTheTokenUntilShortlyBeforeItsEnd() throws Exception {
    GitHost host = GitHosts.gitHub(test.http, server.base(), app(pem()), retries);
    set(host);
    set(host);
    clock.now = NOW.plusSeconds(3600 - 301);
    set(host);
    clock.now = NOW.plusSeconds(3600 - 300);
    set(host);
    assertThat(server.calls)
        .extracting(call ->
            call.path().startsWith("/app/") ? "sign in" : call.headers().get("Authorization"))
        .containsExactly(
            "sign in",
            "Bearer canary-1",
            "Bearer canary-1",
            "Bearer canary-1",
            "sign in",
            "Bearer canary-2");
    Call first = server.calls.getFirst();
    assertThat(first.path()).isEqualTo("/app/installations/99/access_tokens");
    String[] jwt = first.headers().get("Authorization").substring("Bearer ".length()).split("\\.");
    var claims = Json.mapper().readTree(Base64.getUrlDecoder().decode(jwt[1]));
    assertThat(claims.path("iss").asString()).isEqualTo("4711");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isLessThanOrEqualTo(600);
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(keys.getPublic());
    check.update((jwt[0] + "." + jwt[1]).getBytes());
    assertThat(check.verify(Base64.getUrlDecoder().decode(jwt[2]))).isTrue();
  }

  @Test
  void signsInAgainWhenTheTokenWasRevoked() {
    GitHost host = GitHosts.gitHub(test.http, server.base(), app(pem()), retries);
    set(host);
    server.next(Reply.json(401, Map.of("message", "Bad credentials")));
    set(host);
    assertThat(server.calls.getLast().headers()).containsEntry("Authorization", "Bearer canary-2");
  }

  @Test
  void readsKeysInTheFormThatGitHubGives() {
    byte[] pkcs8 = keys.getPrivate().getEncoded();
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    Secret pem =
        Secret.of(
            "-----BEGIN RSA PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pkcs1)
                + "\n-----END RSA PRIVATE KEY-----");
    assertThat(RsaKeys.read(pem)).isEqualTo(keys.getPrivate());
  }

  @Test
  void refusesUnreadableKeysWithoutShowingThem() {
    for (String text : List.of("", "canary", "-----BEGIN RSA PRIVATE KEY-----\nY2FuYXJ5\n")) {
      assertThat(problem(() -> app(Secret.of(text))))
          .hasMessageContaining(".pem")
          .hasMessageNotContaining("canary")
          .hasNoCause();
    }
  }
}
