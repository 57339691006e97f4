package dev.hexad.cloud.inventory;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How accounts and their parts are, for people. */
@Repository
class ScopeStates {
  private final JdbcClient jdbc;

  ScopeStates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An account as people see it. */
  record Account(
      String name,
      String provider,
      @Nullable String account,
      String state,
      String detail,
      Instant checkedAt,
      int scopes,
      int fresh,
      int failed,
      @Nullable Instant oldestRead) {}

  /** A part of an account as people see it. */
  record ScopeState(
      String provider,
      String account,
      String region,
      String service,
      String accountName,
      String state,
      int failures,
      @Nullable String problem,
      @Nullable Instant readAt,
      @Nullable Instant failedAt,
      @Nullable Long tookMillis,
      Instant dueAt,
      boolean reading) {}

  List<Account> accounts() {
    return jdbc.sql(
            """
            select a.*, count(s.service) as scopes,
              count(*) filter (where s.state = 'FRESH') as fresh,
              count(*) filter (where s.state in ('FAILED', 'DENIED')) as failed,
              min(s.read_at) as oldest
            from cloud_account a left join scope s on s.account_name = a.name
            group by a.name order by a.name
            """)
        .query((rs, n) ->
            new Account(
                rs.getString("name"),
                rs.getString("provider"),
                rs.getString("account"),
                rs.getString("state"),
                rs.getString("detail"),
                rs.getTimestamp("checked_at").toInstant(),
                rs.getInt("scopes"),
                rs.getInt("fresh"),
                rs.getInt("failed"),
                instant(rs.getTimestamp("oldest"))))
        .list();
  }

  List<ScopeState> scopesOf(String accountName, @Nullable String state) {
    return jdbc.sql(
            """
            select * from scope
            where account_name = :name and (cast(:state as text) is null or state = upper(:state))
            order by state = 'FRESH', service, region
            """)
        .param("name", accountName)
        .param("state", state)
        .query((rs, n) ->
            new ScopeState(
                rs.getString("provider"),
                rs.getString("account"),
                rs.getString("region"),
                rs.getString("service"),
                rs.getString("account_name"),
                rs.getString("state"),
                rs.getInt("failures"),
                rs.getString("problem"),
                instant(rs.getTimestamp("read_at")),
                instant(rs.getTimestamp("failed_at")),
                rs.getObject("took_millis", Long.class),
                rs.getTimestamp("due_at").toInstant(),
                rs.getTimestamp("claimed_until") != null))
        .list();
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
