package dev.hexad.githost.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hexad.contracts.message.Secret;
import dev.hexad.githost.webhook.Verification.Refused;
import dev.hexad.githost.webhook.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTests {
  private static final Instant NOW = Instant.ofEpochSecond(1767361020);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Secret PLAIN = Secret.of("It's a Secret to Everybody");
  private static final Secret SIGNING =
      Secret.of(
          "whsec_"
              + Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes()));
  private static final byte[] BODY =
      "{\"ref\":\"refs/heads/main\",\"é\":1}".getBytes(StandardCharsets.UTF_8);

  /** A delivery as its sender would make it. */
  record Delivery(
      WebhookProvider provider, Secret secret, Map<String, String> headers, String proof) {
    @Override
    public String toString() {
      return provider + " " + headers.keySet();
    }
  }

  private static byte[] hmac(byte[] key, byte[]... parts) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  private static String hex(Secret secret) throws Exception {
    return HexFormat.of().formatHex(hmac(secret.reveal().getBytes(StandardCharsets.UTF_8), BODY));
  }

  private static String standard(String id, long time) throws Exception {
    byte[] key = Base64.getDecoder().decode(SIGNING.reveal().substring(6));
    return "v1,"
        + Base64.getEncoder().encodeToString(hmac(key, (id + "." + time + ".").getBytes(), BODY));
  }

  static Stream<Delivery> signed() throws Exception {
    String hex = hex(PLAIN);
    return Stream.of(
        new Delivery(
            WebhookProvider.GITHUB,
            PLAIN,
            Map.of("X-Hub-Signature-256", "sha256=" + hex),
            "X-Hub-Signature-256"),
        new Delivery(
            WebhookProvider.BITBUCKET,
            PLAIN,
            Map.of("X-Hub-Signature", "sha256=" + hex),
            "X-Hub-Signature"),
        new Delivery(
            WebhookProvider.GENERIC,
            PLAIN,
            Map.of("X-Hexad-Signature-256", "sha256=" + hex),
            "X-Hexad-Signature-256"),
        new Delivery(
            WebhookProvider.GITEA, PLAIN, Map.of("X-Gitea-Signature", hex), "X-Gitea-Signature"),
        new Delivery(
            WebhookProvider.GITEA, PLAIN, Map.of("X-Gogs-Signature", hex), "X-Gogs-Signature"),
        new Delivery(
            WebhookProvider.GITLAB,
            SIGNING,
            Map.of(
                "webhook-id",
                "m1",
                "webhook-timestamp",
                "" + NOW.getEpochSecond(),
                "webhook-signature",
                standard("m1", NOW.getEpochSecond())),
            "webhook-signature"));
  }

  static Stream<Delivery> tokens() {
    String basic = Base64.getEncoder().encodeToString(("hexad:" + PLAIN.reveal()).getBytes());
    return Stream.of(
        new Delivery(
            WebhookProvider.GITLAB,
            PLAIN,
            Map.of("X-Gitlab-Token", PLAIN.reveal()),
            "X-Gitlab-Token"),
        new Delivery(
            WebhookProvider.JENKINS,
            PLAIN,
            Map.of("X-Hexad-Token", PLAIN.reveal()),
            "X-Hexad-Token"),
        new Delivery(
            WebhookProvider.JENKINS,
            PLAIN,
            Map.of("Authorization", "Bearer " + PLAIN.reveal()),
            "Authorization"),
        new Delivery(
            WebhookProvider.JENKINS,
            PLAIN,
            Map.of("Authorization", "Basic " + basic),
            "Authorization"));
  }

  private static Verification verify(Delivery d, byte[] body) {
    return Verification.verify(d.provider(), d.secret(), Headers.of(d.headers()), body, CLOCK);
  }

  @ParameterizedTest
  @MethodSource({"signed", "tokens"})
  void acceptsWhatTheSenderMade(Delivery delivery) {
    assertThat(verify(delivery, BODY)).isInstanceOf(Verified.class);
  }

  @ParameterizedTest
  @MethodSource("signed")
  void refusesABodyWithAnyBitFlipped(Delivery delivery) {
    for (int bit = 0; bit < BODY.length * 8; bit++) {
      byte[] body = BODY.clone();
      body[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(verify(delivery, body)).as("bit " + bit).isInstanceOf(Refused.class);
    }
    assertThat(verify(delivery, new byte[0])).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @MethodSource({"signed", "tokens"})
  void refusesAProofWithAnyBitFlipped(Delivery delivery) {
    String proof = delivery.headers().get(delivery.proof());
    Random random = new Random(42);
    for (int i = 0; i < proof.length(); i++) {
      char changed = (char) (proof.charAt(i) ^ 1 << random.nextInt(7));
      String wrong = proof.substring(0, i) + changed + proof.substring(i + 1);
      if (wrong.strip().equalsIgnoreCase(proof)
          || !delivery.headers().containsKey("X-Gitlab-Token") && decodesAlike(wrong, proof)) {
        continue;
      }
      Map<String, String> headers = new HashMap<>(delivery.headers());
      headers.put(delivery.proof(), wrong);
      assertThat(verify(new Delivery(delivery.provider(), delivery.secret(), headers, ""), BODY))
          .as(wrong)
          .isInstanceOf(Refused.class);
    }
  }

  /**
   * The last digit of Base64 holds bits that mean nothing, and a name before a password is free.
   */
  private static boolean decodesAlike(String wrong, String right) {
    try {
      String a =
          new String(
              Base64.getDecoder().decode(wrong.replaceFirst("^(v1,|Basic )", "")),
              StandardCharsets.ISO_8859_1);
      String b =
          new String(
              Base64.getDecoder().decode(right.replaceFirst("^(v1,|Basic )", "")),
              StandardCharsets.ISO_8859_1);
      return a.equals(b) || right.startsWith("Basic ") && a.endsWith(":" + PLAIN.reveal());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource({"signed", "tokens"})
  void refusesEverythingWhenNoSecretIsSet(Delivery d) {
    for (String blank : new String[] {"", "  "}) {
      assertThat(verify(new Delivery(d.provider(), Secret.of(blank), d.headers(), ""), BODY))
          .isInstanceOf(Refused.class);
    }
  }

  @ParameterizedTest
  @EnumSource(WebhookProvider.class)
  void refusesDeliveriesWithoutProof(WebhookProvider provider) {
    Verification result =
        Verification.verify(
            provider, PLAIN, Headers.of(Map.of("X-Hub-Signature", "sha1=00")), BODY, CLOCK);
    assertThat(result).isInstanceOf(Refused.class);
    assertThat(((Refused) result).reason()).isNotBlank().doesNotContain(PLAIN.reveal());
  }

  @Test
  void agreesWithTheExampleOfGitHub() {
    String signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    assertThat(
            Verification.verify(
                WebhookProvider.GITHUB,
                PLAIN,
                Headers.of(Map.of("x-hub-signature-256", signature, "x-github-delivery", "d-1")),
                "Hello, World!".getBytes(StandardCharsets.UTF_8),
                CLOCK))
        .isEqualTo(new Verified("d-1"));
  }

  @Test
  void agreesWithAnIndependentStandardWebhooksLibrary() throws Exception {
    Path body = TestPayloads.shared("payloads").resolve("gitlab/push-event.json");
    assumeTrue(Files.exists(body), "the collected payloads are not on this machine");
    Map<String, String> headers =
        Map.of(
            "webhook-id", "5d4c1e0a-1f2b-4d1e-9c55-000000000001",
            "webhook-timestamp", "1767361020",
            "webhook-signature", "v1,RHD1EHMXFrv9pbqahxi6La9OFgM0jc+PdYmFA1CNHGY=");
    assertThat(
            Verification.verify(
                WebhookProvider.GITLAB,
                Secret.of("whsec_dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q="),
                Headers.of(headers),
                Files.readAllBytes(body),
                CLOCK))
        .isEqualTo(new Verified("5d4c1e0a-1f2b-4d1e-9c55-000000000001"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1767360719",
        "1767361321",
        "0",
        "-1",
        "99999999999999999999",
        "x",
        "9223372036854775807"
      })
  void refusesSignedTimesThatAreFarAway(String time) throws Exception {
    byte[] key = Base64.getDecoder().decode(SIGNING.reveal().substring(6));
    String proof =
        "v1,"
            + Base64.getEncoder().encodeToString(hmac(key, ("m1." + time + ".").getBytes(), BODY));
    Map<String, String> headers =
        Map.of("webhook-id", "m1", "webhook-timestamp", time, "webhook-signature", proof);
    assertThat(
            Verification.verify(WebhookProvider.GITLAB, SIGNING, Headers.of(headers), BODY, CLOCK))
        .isInstanceOf(Refused.class);
  }

  @Test
  void acceptsOneOfSeveralSignaturesWhileATokenIsChanged() throws Exception {
    long time = NOW.getEpochSecond() - 300;
    Map<String, String> headers =
        Map.of(
            "webhook-id", "m1",
            "webhook-timestamp", "" + time,
            "webhook-signature", "v1,AAAA v2,xx " + standard("m1", time));
    assertThat(
            Verification.verify(WebhookProvider.GITLAB, SIGNING, Headers.of(headers), BODY, CLOCK))
        .isEqualTo(new Verified("m1"));
  }

  @Test
  void wantsASignatureWhereASigningTokenIsStored() {
    assertThat(
            Verification.verify(
                WebhookProvider.GITLAB,
                SIGNING,
                Headers.of(Map.of("X-Gitlab-Token", SIGNING.reveal())),
                BODY,
                CLOCK))
        .isInstanceOf(Refused.class);
  }

  @Test
  void namesTheDeliveryAfterItsBodyWhereNoUsableIdIsSent() throws Exception {
    Map<String, String> headers =
        Map.of("X-Hub-Signature-256", "sha256=" + hex(PLAIN), "X-GitHub-Delivery", "a\u0000b");
    assertThat(Verification.verify(WebhookProvider.GITHUB, PLAIN, Headers.of(headers), BODY, CLOCK))
        .isEqualTo(new Verified("sha256:" + Signatures.sha256(BODY)));
  }

  @Test
  void keepsHeaderValuesOutOfItsText() {
    assertThat(Headers.of(Map.of("X-Gitlab-Token", "canary")).toString()).doesNotContain("canary");
  }
}
