package dev.hexad.service.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Identities as JSON Web Tokens signed with ES256. Only this algorithm is accepted. */
public final class SignedIdentity {
  /** Header that carries the identity from the gateway to an agent. */
  public static final String HEADER = "Hexad-Identity";

  private static final String ISSUER = "hexad-orchestrator";

  private SignedIdentity() {}

  /**
   * Signs an identity for one receiver.
   *
   * @param audience the only service that accepts it
   */
  public static String sign(
      ECKey key, Identity identity, String audience, Instant now, Duration lifetime) {
    try {
      var claims =
          new JWTClaimsSet.Builder()
              .issuer(ISSUER)
              .subject(identity.subject())
              .audience(audience)
              .issueTime(Date.from(now))
              .expirationTime(Date.from(now.plus(lifetime)))
              .claim("tenant", identity.tenant())
              .claim("scopes", List.copyOf(identity.scopes()))
              .build();
      var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
      var token = new SignedJWT(header, claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("the identity key cannot sign", e);
    }
  }

  /** An identity and how long it holds. */
  record Signed(Identity identity, Instant expires) {}

  /** The identity, when signature, issuer, audience and time hold; else empty. */
  static Optional<Signed> read(JWKSet keys, String token, String audience, Clock clock) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
          || !(keys.getKeyByKeyId(jwt.getHeader().getKeyID()) instanceof ECKey key)
          || !jwt.verify(new ECDSAVerifier(key.toPublicJWK()))) {
        return Optional.empty();
      }
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      Date expires = claims.getExpirationTime();
      if (!ISSUER.equals(claims.getIssuer())
          || !claims.getAudience().contains(audience)
          || expires == null
          || expires.toInstant().isBefore(clock.instant())) {
        return Optional.empty();
      }
      var identity =
          new Identity(
              claims.getStringClaim("tenant"),
              claims.getSubject(),
              Set.copyOf(claims.getStringListClaim("scopes")));
      return Optional.of(new Signed(identity, expires.toInstant()));
    } catch (ParseException | JOSEException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
