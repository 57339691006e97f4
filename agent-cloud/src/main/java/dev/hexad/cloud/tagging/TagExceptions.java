package dev.hexad.cloud.tagging;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Resources that need not keep a policy, until a day. */
@Repository
class TagExceptions {
  private final JdbcClient jdbc;
  private final Clock clock;

  TagExceptions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void add(String policy, UUID uid, String owner, String reason, Instant expires) {
    jdbc.sql(
            """
            insert into tag_exception (policy, uid, owner, reason, expires_at)
            values (?, ?, ?, ?, ?)
            on conflict (policy, uid) do update set owner = excluded.owner,
              reason = excluded.reason, expires_at = excluded.expires_at
            """)
        .params(policy, uid, owner, reason, Timestamp.from(expires))
        .update();
  }

  Set<UUID> inForce(String policy) {
    return new HashSet<>(
        jdbc.sql("select uid from tag_exception where policy = ? and expires_at > ?")
            .params(policy, Timestamp.from(clock.instant()))
            .query(UUID.class)
            .list());
  }
}
