package dev.hexad.cloud.action;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what through Hexad; only ever added to. */
@Repository
public class AuditTrail {
  private final JdbcClient jdbc;
  private final Clock clock;

  AuditTrail(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** One line of it. */
  record Entry(
      long id,
      Instant at,
      String who,
      String what,
      @Nullable UUID actId,
      @Nullable UUID uid,
      String detail) {}

  /** Adds a line, in the transaction that does it. */
  public void add(String who, String what, @Nullable UUID act, @Nullable UUID uid, String detail) {
    jdbc.sql(
            """
            insert into audit_trail (at, who, what, act_id, uid, detail)
            values (:at, :who, :what, :act, :uid, :detail)
            """)
        .param("at", Timestamp.from(clock.instant()))
        .param("who", who)
        .param("what", what)
        .param("act", act)
        .param("uid", uid)
        .param("detail", detail)
        .update();
  }

  List<Entry> page(
      @Nullable UUID act,
      @Nullable UUID uid,
      @Nullable String who,
      @Nullable Long before,
      int limit) {
    return jdbc.sql(
            """
            select * from audit_trail
            where (cast(:act as uuid) is null or act_id = :act)
              and (cast(:uid as uuid) is null or uid = :uid)
              and (cast(:who as text) is null or who = :who)
              and (cast(:before as bigint) is null or id < :before)
            order by id desc limit :limit
            """)
        .param("act", act)
        .param("uid", uid)
        .param("who", who)
        .param("before", before)
        .param("limit", limit)
        .query((rs, n) ->
            new Entry(
                rs.getLong("id"),
                rs.getTimestamp("at").toInstant(),
                rs.getString("who"),
                rs.getString("what"),
                rs.getObject("act_id", UUID.class),
                rs.getObject("uid", UUID.class),
                rs.getString("detail")))
        .list();
  }
}
