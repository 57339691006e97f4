package dev.hexad.githost.webhook;

import dev.hexad.contracts.message.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Whether a delivery comes from who shares the secret, judged on the raw body before parsing. */
public sealed interface Verification {
  /** How far the clock of a sender that signs the time may be away. */
  Duration TOLERANCE = Duration.ofMinutes(5);

  /**
   * Genuine.
   *
   * @param deliveryId the id from the provider's header, or {@code sha256:<hex>} of the body when
   *     there is none. Most providers do not sign that header: use it to find repeated deliveries,
   *     together with a hash of the body, and for nothing else.
   */
  record Verified(String deliveryId) implements Verification {}

  /**
   * Not to be read.
   *
   * @param reason what to set right, for people; holds no part of secret, signature or body
   */
  record Refused(String reason) implements Verification {}

  /**
   * Verifies a delivery; fails closed when the secret is blank. All comparisons take constant time.
   *
   * <ul>
   *   <li>GitHub and Bitbucket: HMAC-SHA256 in {@code X-Hub-Signature-256} and {@code
   *       X-Hub-Signature}, as {@code sha256=<hex>}; SHA-1 is refused.
   *   <li>GitLab: a secret that begins with {@code whsec_} is a signing token, and the delivery
   *       must carry the Standard Webhooks headers {@code webhook-id}, {@code webhook-timestamp}
   *       (at most {@link #TOLERANCE} away) and {@code webhook-signature}; any other secret is
   *       compared with {@code X-Gitlab-Token}.
   *   <li>Gitea, Forgejo, Gogs: hexadecimal HMAC-SHA256 in {@code X-Gitea-Signature}, {@code
   *       X-Forgejo-Signature} or {@code X-Gogs-Signature}.
   *   <li>Jenkins: the Notification plugin signs nothing. The secret itself comes as {@code
   *       Authorization: Bearer}, as {@code X-Hexad-Token}, or as the password of {@code
   *       Authorization: Basic}, which the plugin sends for an endpoint {@code
   *       https://hexad:<secret>@host/...}. It proves the sender but not the body, so the build is
   *       to be read back from Jenkins before anything is done.
   *   <li>Generic: HMAC-SHA256 in {@code X-Hexad-Signature-256} as {@code sha256=<hex>}.
   * </ul>
   */
  static Verification verify(
      WebhookProvider provider, Secret secret, Headers headers, byte[] rawBody, Clock clock) {
    if (secret.isBlank()) {
      return new Refused("No secret is set for this webhook; set the same one here and there.");
    }
    Optional<String> refusal =
        switch (provider) {
          case GITHUB -> hub("X-Hub-Signature-256", secret, headers, rawBody);
          case BITBUCKET -> hub("X-Hub-Signature", secret, headers, rawBody);
          case GENERIC -> hub("X-Hexad-Signature-256", secret, headers, rawBody);
          case GITEA -> gitea(secret, headers, rawBody);
          case GITLAB -> gitLab(secret, headers, rawBody, clock);
          case JENKINS -> token(secret, headers);
        };
    return refusal
        .<Verification>map(Refused::new)
        .orElseGet(() -> new Verified(deliveryId(provider, headers, rawBody)));
  }

  private static Optional<String> hub(String name, Secret secret, Headers headers, byte[] body) {
    Optional<String> header = headers.get(name);
    if (header.isEmpty()) {
      return Optional.of("The header " + name + " is missing; set a secret at the sender.");
    }
    if (!header.get().startsWith("sha256=")) {
      return Optional.of("The header " + name + " must begin with 'sha256='.");
    }
    return hex(secret, body, header.get().substring("sha256=".length()));
  }

  private static Optional<String> gitea(Secret secret, Headers headers, byte[] body) {
    return headers
        .get("X-Gitea-Signature")
        .or(() -> headers.get("X-Forgejo-Signature"))
        .or(() -> headers.get("X-Gogs-Signature"))
        .map(signature -> hex(secret, body, signature))
        .orElseGet(
            () -> Optional.of("The header X-Gitea-Signature is missing; set a secret there."));
  }

  private static Optional<String> hex(Secret secret, byte[] body, String claimed) {
    try {
      byte[] signature = HexFormat.of().parseHex(claimed);
      byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
      return Signatures.matches(key, signature, body) ? Optional.empty() : mismatch();
    } catch (IllegalArgumentException e) {
      return Optional.of("The signature is not hexadecimal.");
    }
  }

  private static Optional<String> gitLab(Secret secret, Headers headers, byte[] body, Clock clock) {
    if (secret.reveal().startsWith(Signatures.STANDARD_PREFIX)) {
      return Signatures.standardWebhook(secret, headers, body, clock);
    }
    Optional<String> token = headers.get("X-Gitlab-Token");
    if (token.isEmpty()) {
      return Optional.of("The header X-Gitlab-Token is missing; set the secret token in GitLab.");
    }
    return secret.matches(token.get())
        ? Optional.empty()
        : Optional.of("The token is not the one that is stored here.");
  }

  private static Optional<String> token(Secret secret, Headers headers) {
    Optional<String> sent =
        headers
            .get("X-Hexad-Token")
            .or(() -> headers.get("Authorization").flatMap(Verification::credential));
    if (sent.isEmpty()) {
      return Optional.of(
          "There is no token; send it as 'Authorization: Bearer' or X-Hexad-Token, or put it into"
              + " the endpoint as https://hexad:<secret>@host/...");
    }
    return secret.matches(sent.get())
        ? Optional.empty()
        : Optional.of("The token is not the one that is stored here.");
  }

  private static Optional<String> credential(String authorization) {
    int space = authorization.indexOf(' ');
    String scheme = space < 0 ? "" : authorization.substring(0, space);
    String value = authorization.substring(space + 1).strip();
    if (scheme.equalsIgnoreCase("Bearer")) {
      return Optional.of(value);
    }
    if (!scheme.equalsIgnoreCase("Basic")) {
      return Optional.empty();
    }
    try {
      String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> mismatch() {
    return Optional.of(
        "The signature does not match the body; the secrets differ or the body was changed.");
  }

  private static String deliveryId(WebhookProvider provider, Headers headers, byte[] body) {
    return provider.deliveryHeaders().stream()
        .flatMap(name -> headers.get(name).stream())
        .filter(id -> id.matches("[A-Za-z0-9_.:{}-]{1,100}"))
        .findFirst()
        .orElseGet(() -> "sha256:" + Signatures.sha256(body));
  }
}
