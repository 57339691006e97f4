package dev.hexad.service.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Checks identities for one receiver. A token that was found good is believed for a while without
 * checking its signature again: many requests come with the same one.
 */
public final class IdentityCheck {
  private static final Duration BELIEVED = Duration.ofMinutes(1);
  private static final int MAX = 1_000;

  private final String audience;
  private final Clock clock;
  private final Cache<String, Proven> proven =
      Caffeine.newBuilder().expireAfterWrite(BELIEVED).maximumSize(MAX).build();

  public IdentityCheck(String audience, Clock clock) {
    this.audience = audience;
    this.clock = clock;
  }

  private record Proven(JWKSet keys, SignedIdentity.Signed signed) {}

  /** The identity, when the token is good; else empty. */
  public Optional<Identity> verify(JWKSet keys, String token) {
    Proven known = proven.getIfPresent(token);
    if (known != null
        && known.keys().equals(keys)
        && clock.instant().isBefore(known.signed().expires())) {
      return Optional.of(known.signed().identity());
    }
    Optional<SignedIdentity.Signed> found = SignedIdentity.read(keys, token, audience, clock);
    found.ifPresent(signed -> proven.put(token, new Proven(keys, signed)));
    return found.map(SignedIdentity.Signed::identity);
  }
}
