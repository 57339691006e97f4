package dev.hexad.orchestrator.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.identity.IdentityCheck;
import dev.hexad.service.identity.SignedIdentity;
import dev.hexad.service.vault.Vault;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The key that signs identities: made at the first start, kept encrypted, shared by all instances.
 */
@Component
public class IdentityKeys {
  /** Receiver of service tokens. */
  static final String ORCHESTRATOR = "orchestrator";

  private static final Duration IDENTITY_LIFETIME = Duration.ofMinutes(1);
  private static final Duration SERVICE_TOKEN_LIFETIME = Duration.ofMinutes(15);

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clock clock;
  private final IdentityCheck check;
  private final Cache<Receiver, String> identities = signed(IDENTITY_LIFETIME);
  private final Cache<Receiver, String> serviceTokens = signed(SERVICE_TOKEN_LIFETIME);
  private volatile @Nullable Keys cached;

  IdentityKeys(JdbcClient jdbc, Vault vault, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clock = clock;
    this.check = new IdentityCheck(ORCHESTRATOR, clock);
  }

  private record Receiver(Identity identity, String service) {}

  private record Keys(ECKey whole, JWKSet shown) {
    Keys(ECKey whole) {
      this(whole, new JWKSet(whole.toPublicJWK()));
    }
  }

  /** What was signed is given again until half of its life is over. */
  private static Cache<Receiver, String> signed(Duration lifetime) {
    return Caffeine.newBuilder().expireAfterWrite(lifetime.dividedBy(2)).maximumSize(1_000).build();
  }

  /** An identity for one agent, valid for half a minute at least. */
  public String identityFor(Identity identity, String agent) {
    return identities.get(new Receiver(identity, agent), to -> sign(to, IDENTITY_LIFETIME));
  }

  private String sign(Receiver to, Duration lifetime) {
    return SignedIdentity.sign(
        keys().whole(), to.identity(), to.service(), clock.instant(), lifetime);
  }

  /** A token with which an instance of an agent that came with Hexad calls the orchestrator. */
  public String serviceToken(String tenant, String agent) {
    return serviceToken(tenant, agent, AgentScopes.BUILT_IN);
  }

  /** A token for an agent that was granted these scopes when it was installed. */
  public String serviceToken(String tenant, String agent, Set<String> granted) {
    var scopes = new HashSet<>(AgentScopes.ALWAYS);
    scopes.addAll(granted);
    if (granted.stream().anyMatch(scope -> scope.startsWith(AgentScopes.SECRET))) {
      scopes.add("secrets:value");
    }
    return serviceTokens.get(
        new Receiver(new Identity(tenant, "agent:" + agent, scopes), ORCHESTRATOR),
        to -> sign(to, SERVICE_TOKEN_LIFETIME));
  }

  /** The public half, as a JSON Web Key Set. */
  public String publicKeys() {
    return keys().shown().toString();
  }

  Optional<Identity> verifyServiceToken(String token) {
    return check.verify(keys().shown(), token);
  }

  private Keys keys() {
    Keys keys = cached;
    if (keys == null) {
      keys = new Keys(load().orElseGet(this::create));
      cached = keys;
    }
    return keys;
  }

  private Optional<ECKey> load() {
    return jdbc.sql("select id, jwk from signing_key order by created_at desc limit 1")
        .query((rs, n) -> parse(vault.open(rs.getBytes("jwk"), "signing-key")))
        .optional();
  }

  private ECKey create() {
    try {
      ECKey key = new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
      jdbc.sql(
              """
              insert into signing_key (id, jwk)
              select ?, ? where not exists (select 1 from signing_key)
              """)
          .params(key.getKeyID(), vault.seal(key.toJSONString(), "signing-key"))
          .update();
      return load().orElseThrow();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot make a signing key", e);
    }
  }

  private static ECKey parse(String json) {
    try {
      return ECKey.parse(json);
    } catch (ParseException e) {
      throw new IllegalStateException("the stored signing key cannot be read", e);
    }
  }
}
