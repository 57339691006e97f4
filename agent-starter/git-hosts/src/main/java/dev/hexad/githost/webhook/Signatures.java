package dev.hexad.githost.webhook;

import dev.hexad.contracts.message.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Message authentication codes of bodies. */
final class Signatures {
  static final String STANDARD_PREFIX = "whsec_";

  private Signatures() {}

  /** True when the signature is the HMAC-SHA256 of exactly these parts; constant time. */
  static boolean matches(byte[] key, byte[] signature, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return MessageDigest.isEqual(signature, mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The scheme of the Standard Webhooks specification: HMAC-SHA256 over {@code id.timestamp.body},
   * keyed with the Base64 part of {@code whsec_...}, possibly several signatures side by side.
   *
   * @return why it is refused, or empty
   */
  static Optional<String> standardWebhook(
      Secret secret, Headers headers, byte[] body, Clock clock) {
    String id = headers.get("webhook-id").orElse("");
    String timestamp = headers.get("webhook-timestamp").orElse("");
    String signatures = headers.get("webhook-signature").orElse("");
    if (id.isEmpty() || timestamp.isEmpty() || signatures.isEmpty()) {
      return Optional.of(
          "webhook-id, webhook-timestamp or webhook-signature is missing; the secret that is stored"
              + " here is a signing token, so set it as signing token in GitLab.");
    }
    if (!isCurrent(timestamp, clock)) {
      return Optional.of("The delivery was signed at a time too far away; check both clocks.");
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(secret.reveal().substring(STANDARD_PREFIX.length()).strip());
    } catch (IllegalArgumentException e) {
      return Optional.of("The signing token that is stored here is not valid; store it anew.");
    }
    if (key.length == 0) {
      return Optional.of("The signing token that is stored here is empty; store it anew.");
    }
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    boolean matches = false;
    for (String signature : signatures.split(" ")) {
      matches |= signature.startsWith("v1,") && matches(key, base64(signature), head, body);
    }
    return matches
        ? Optional.empty()
        : Optional.of("The signature does not match; the tokens differ or the body was changed.");
  }

  private static byte[] base64(String signature) {
    try {
      return Base64.getDecoder().decode(signature.substring("v1,".length()));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static boolean isCurrent(String timestamp, Clock clock) {
    try {
      Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
      return Duration.between(signed, clock.instant()).abs().compareTo(Verification.TOLERANCE) <= 0;
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
