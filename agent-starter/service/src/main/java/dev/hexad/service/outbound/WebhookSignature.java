package dev.hexad.service.outbound;

import dev.hexad.contracts.message.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as Standard Webhooks has them: HMAC-SHA256 of {@code id.timestamp.body}. */
public final class WebhookSignature {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;

  /** How far clocks of sender and receiver may differ, in seconds. */
  private static final long TOLERANCE = 300;

  private WebhookSignature() {}

  /** A new secret to sign with. */
  public static Secret newSecret() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Secret.of(PREFIX + Base64.getEncoder().encodeToString(bytes));
  }

  /** The header's value. */
  public static String of(Secret secret, String id, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
      byte[] signed =
          mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Whether a signature is right and fresh; compared in constant time.
   *
   * @param header one or several signatures, with spaces
   */
  public static boolean matches(
      Secret secret, String id, long timestamp, String body, String header, long now) {
    if (Math.abs(now - timestamp) > TOLERANCE) {
      return false;
    }
    byte[] right = of(secret, id, timestamp, body).getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (String given : header.split(" ")) {
      found |= MessageDigest.isEqual(right, given.getBytes(StandardCharsets.UTF_8));
    }
    return found;
  }

  /** A secret of one's own without the prefix is taken as it is. */
  private static byte[] key(Secret secret) {
    String text = secret.reveal();
    if (text.startsWith(PREFIX)) {
      try {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
      } catch (IllegalArgumentException e) {
        return text.getBytes(StandardCharsets.UTF_8);
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
