package dev.hexad.orchestrator.access;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.service.ServiceProperties;
import dev.hexad.service.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** API tokens and enrolment tokens: random, stored as SHA-256, with scopes by role. */
@Service
public class Tokens {
  static final String API_PREFIX = "hxd_";
  static final String ENROLMENT_PREFIX = "hxe_";

  /** A caller with a scope of this prefix enrols the agent of that name only. */
  public static final String ENROL_AS = "enrolments:as:";

  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

  private final ApiTokenRepository tokens;
  private final JdbcClient jdbc;
  private final AccessProperties properties;
  private final ServiceProperties service;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Tokens(
      ApiTokenRepository tokens,
      JdbcClient jdbc,
      AccessProperties properties,
      ServiceProperties service,
      Clock clock) {
    this.tokens = tokens;
    this.jdbc = jdbc;
    this.properties = properties;
    this.service = service;
    this.clock = clock;
  }

  /** A token with its plain text, which is never to be had again. */
  record Created(String token, ApiToken details) {}

  @Transactional
  Created create(Identity by, String name, Role role, @Nullable Instant expiresAt) {
    String plain = API_PREFIX + randomText();
    return new Created(plain, store(plain, by.tenant(), name, role, by.subject(), expiresAt));
  }

  private ApiToken store(
      String plain, String tenant, String name, Role role, String by, @Nullable Instant expires) {
    var token = new ApiToken(Ids.next(), name, role, clock.instant(), by, expires, null, null);
    return tokens.save(new ApiTokenEntity(token, tenant, hash(plain))).token();
  }

  @Transactional(readOnly = true)
  List<ApiToken> list(
      String tenant,
      @Nullable Role role,
      @Nullable Boolean usable,
      @Nullable UUID cursor,
      int limit) {
    String name = role == null ? null : role.name();
    return tokens.page(tenant, name, usable, clock.instant(), cursor, limit).stream()
        .map(ApiTokenEntity::token)
        .toList();
  }

  @Transactional
  void revoke(String tenant, UUID id) {
    tokens
        .findByIdAndTenant(id, tenant)
        .orElseThrow(() -> HexadException.notFound("token", id))
        .revoke(clock.instant());
  }

  private record Found(
      UUID id, String tenant, String name, Role role, @Nullable Instant lastUsedAt) {
    Identity identity() {
      return new Identity(tenant, "token:" + name, role.scopes());
    }
  }

  /** The identity behind an API token, when it may still be used. */
  Optional<Identity> identify(String plain) {
    Instant now = clock.instant();
    Optional<Found> found =
        jdbc.sql(
                """
                select id, tenant, name, role, last_used_at from api_token
                where hash = ? and revoked_at is null and (expires_at is null or expires_at > ?)
                """)
            .params(hash(plain), Timestamp.from(now))
            .query((rs, n) -> {
              Timestamp used = rs.getTimestamp(5);
              return new Found(
                  rs.getObject(1, UUID.class),
                  rs.getString(2),
                  rs.getString(3),
                  Role.valueOf(rs.getString(4)),
                  used == null ? null : used.toInstant());
            })
            .optional();
    found.ifPresent(token -> used(token, now));
    return found.map(Found::identity);
  }

  /** Noted once a minute; many requests may come with one token at the same time. */
  private void used(Found token, Instant now) {
    Instant last = token.lastUsedAt();
    if (last == null || last.isBefore(now.minus(NOTED_EVERY))) {
      jdbc.sql("update api_token set last_used_at = ? where id = ?")
          .params(Timestamp.from(now), token.id())
          .update();
    }
  }

  Optional<Identity> identifyEnrolment(String plain) {
    return jdbc.sql(
            """
            select tenant, name, auto_enable, agent_id from enrolment_token
            where hash = ? and revoked_at is null
            """)
        .param(hash(plain))
        .query((rs, n) ->
            new Identity(
                rs.getString("tenant"),
                "enrolment:" + rs.getString("name"),
                enrolmentScopes(rs.getBoolean("auto_enable"), rs.getString("agent_id"))))
        .optional();
  }

  private static Set<String> enrolmentScopes(boolean enable, @Nullable String agent) {
    var scopes = new HashSet<>(Set.of("enrolments:enrol"));
    if (enable) {
      scopes.add("enrolments:enable");
    }
    if (agent != null) {
      scopes.add(ENROL_AS + agent);
    }
    return scopes;
  }

  /**
   * Makes an enrolment token for one agent; the ones that it had are worth nothing from now on.
   *
   * @return the token, which is never to be had again
   */
  @Transactional
  public String enrolmentTokenFor(String tenant, String agent) {
    revokeEnrolment(tenant, agent);
    String plain = ENROLMENT_PREFIX + randomText();
    jdbc.sql(
            """
            insert into enrolment_token (id, tenant, name, hash, auto_enable, agent_id)
            values (?, ?, ?, ?, false, ?)
            """)
        .params(Ids.next(), tenant, "plugin " + agent, hash(plain), agent)
        .update();
    return plain;
  }

  /** Ends the enrolment tokens of one agent. */
  @Transactional
  public void revokeEnrolment(String tenant, String agent) {
    jdbc.sql(
            """
            update enrolment_token set revoked_at = now()
            where tenant = ? and agent_id = ? and revoked_at is null
            """)
        .params(tenant, agent)
        .update();
  }

  /** Makes the tokens that the installation was given at its first start. */
  @EventListener(ApplicationReadyEvent.class)
  @Transactional
  public void bootstrap() {
    String admin = properties.bootstrap().adminToken();
    if (admin != null && tokens.findByHash(hash(admin)).isEmpty()) {
      store(admin, service.tenantName(), "bootstrap", Role.ADMIN, "installation", null);
    }
    String enrolment = properties.bootstrap().enrolmentToken();
    if (enrolment != null) {
      jdbc.sql(
              """
              insert into enrolment_token (id, tenant, name, hash, auto_enable)
              values (?, ?, 'bootstrap', ?, true) on conflict (hash) do nothing
              """)
          .params(Ids.next(), service.tenantName(), hash(enrolment))
          .update();
    }
  }

  private String randomText() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] hash(String plain) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
