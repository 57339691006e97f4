package dev.hexad.cloud.trail;

import dev.hexad.cloud.provider.ActivityLog;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which logs there are, how far each is read, and who reads it now. */
@Repository
class ActivityLogs {
  private final JdbcClient jdbc;

  ActivityLogs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Names a log. */
  record Key(String provider, String account, String source, String region) {}

  /** A log as people see it. */
  record State(
      String provider,
      String account,
      String accountName,
      String source,
      String region,
      String state,
      Instant readTo,
      @Nullable Instant readAt,
      @Nullable String problem) {}

  /** The account that a name of the configuration led to last; empty when it does not answer. */
  Optional<String> account(String name) {
    return jdbc.sql("select account from cloud_account where name = ? and state = 'AVAILABLE'")
        .param(name)
        .query(String.class)
        .optional();
  }

  /** The log is there; a new one is due at once. */
  Key known(String provider, String account, String accountName, ActivityLog log, Instant readTo) {
    jdbc.sql(
            """
            insert into activity_log (provider, account, source, region, account_name, state, read_to, due_at)
            values (:provider, :account, :source, :region, :name, 'NEW', :readTo, now())
            on conflict (provider, account, source, region)
              do update set account_name = excluded.account_name
              where activity_log.account_name <> excluded.account_name
            """)
        .param("provider", provider)
        .param("account", account)
        .param("source", log.source())
        .param("region", log.region())
        .param("name", accountName)
        .param("readTo", Timestamp.from(readTo))
        .update();
    return new Key(provider, account, log.source(), log.region());
  }

  /** Logs of accounts that the configuration does not name any more are not shown. */
  void forgetAccountsBut(List<String> names) {
    jdbc.sql("delete from activity_log where account_name <> all(?)")
        .param(names.toArray(String[]::new))
        .update();
  }

  /**
   * Claims a log that nobody reads.
   *
   * @param due whether only when it is due
   * @return how far it is read; empty when it is not to be read
   */
  Optional<Instant> claim(Key key, UUID claim, Duration span, boolean due) {
    return jdbc.sql(
            """
            update activity_log set claim = :claim,
              claimed_until = now() + make_interval(secs => :span)
            where provider = :provider and account = :account and source = :source
              and region = :region and (due_at <= now() or not :due)
              and (claimed_until is null or claimed_until < now())
            returning read_to
            """)
        .param("claim", claim)
        .param("span", (double) span.toSeconds())
        .param("due", due)
        .param("provider", key.provider())
        .param("account", key.account())
        .param("source", key.source())
        .param("region", key.region())
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant);
  }

  /** Keeps a claim, and says how far it is read by now; false when the claim was lost. */
  boolean advance(UUID claim, Duration span, Instant readTo) {
    return jdbc.sql(
                """
                update activity_log set claimed_until = now() + make_interval(secs => ?),
                  read_to = greatest(read_to, ?)
                where claim = ?
                """)
            .params((double) span.toSeconds(), Timestamp.from(readTo), claim)
            .update()
        == 1;
  }

  void succeeded(UUID claim, Duration next) {
    jdbc.sql(
            """
            update activity_log set state = 'FRESH', failures = 0, problem = null, read_at = now(),
              due_at = now() + make_interval(secs => ?), claim = null, claimed_until = null
            where claim = ?
            """)
        .params((double) next.toSeconds(), claim)
        .update();
  }

  /** The more often it fails, the later it is tried again, an hour at most. */
  void failed(UUID claim, String problem) {
    jdbc.sql(
            """
            update activity_log set state = 'FAILED', failures = failures + 1, problem = ?,
              due_at = now() + make_interval(secs => least(3600, 60 * 2 ^ least(failures, 6))),
              claim = null, claimed_until = null
            where claim = ?
            """)
        .params(problem, claim)
        .update();
  }

  List<State> all() {
    return jdbc.sql("select * from activity_log order by account_name, source, region")
        .query((rs, n) -> {
          Timestamp readAt = rs.getTimestamp("read_at");
          return new State(
              rs.getString("provider"),
              rs.getString("account"),
              rs.getString("account_name"),
              rs.getString("source"),
              rs.getString("region"),
              rs.getString("state"),
              rs.getTimestamp("read_to").toInstant(),
              readAt == null ? null : readAt.toInstant(),
              rs.getString("problem"));
        })
        .list();
  }
}
