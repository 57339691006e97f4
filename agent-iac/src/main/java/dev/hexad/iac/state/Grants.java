package dev.hexad.iac.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Passwords by which a running Terraform reaches exactly its own state. They last as long as the
 * command renews them, and what it has locked ends with them.
 */
@Component
class Grants {
  private static final Duration TTL = Duration.ofSeconds(60);

  private final JdbcClient jdbc;
  private final LockStore locks;
  private final SecureRandom random = new SecureRandom();

  Grants(JdbcClient jdbc, LockStore locks) {
    this.jdbc = jdbc;
    this.locks = locks;
  }

  /** What a password stands for. */
  record Grant(String workspace, UUID command, boolean writes, long fence) {}

  String give(Grant grant) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    jdbc.sql(
            """
            insert into state_grant (token_hash, workspace, command_id, writes, fence, expires_at)
            values (?, ?, ?, ?, ?, now() + make_interval(secs => ?))
            """)
        .params(
            hash(password),
            grant.workspace(),
            grant.command(),
            grant.writes(),
            grant.fence(),
            TTL.toSeconds())
        .update();
    return password;
  }

  Optional<Grant> find(String password) {
    return jdbc.sql("select * from state_grant where token_hash = ? and expires_at > now()")
        .param(hash(password))
        .query((rs, n) ->
            new Grant(
                rs.getString("workspace"),
                rs.getObject("command_id", UUID.class),
                rs.getBoolean("writes"),
                rs.getLong("fence")))
        .optional();
  }

  void renew(UUID command) {
    jdbc.sql(
            "update state_grant set expires_at = now() + make_interval(secs => ?) where command_id = ?")
        .params(TTL.toSeconds(), command)
        .update();
  }

  /** Nothing is allowed to the command any more, and nothing is locked by it. */
  void end(UUID command) {
    jdbc.sql("delete from state_grant where command_id = ?").param(command).update();
    locks.removeOf(command);
  }

  @Scheduled(fixedDelay = 20_000, initialDelay = 20_000)
  void endDead() {
    locks.removeOfDead();
    jdbc.sql("delete from state_grant where expires_at < now()").update();
  }

  private static byte[] hash(String password) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
