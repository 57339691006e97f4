package dev.hexad.cloud.inventory;

import dev.hexad.cloud.provider.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which parts of accounts there are, how they were read last, and who reads them now. */
@Repository
class ScopeStore {
  private final JdbcClient jdbc;

  ScopeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void account(
      String name, String provider, @Nullable String account, String state, String detail) {
    jdbc.sql(
            """
            insert into cloud_account (name, provider, account, state, detail, checked_at)
            values (:name, :provider, :account, :state, :detail, now())
            on conflict (name) do update set provider = excluded.provider,
              account = coalesce(excluded.account, cloud_account.account), state = excluded.state,
              detail = excluded.detail, checked_at = now()
            """)
        .param("name", name)
        .param("provider", provider)
        .param("account", account)
        .param("state", state)
        .param("detail", detail)
        .update();
  }

  /** Accounts that the configuration does not have any more are not read, and say so. */
  void forgetAccountsBut(List<String> names) {
    jdbc.sql(
            """
            with gone as (
              update cloud_account set state = 'NOT_CONFIGURED',
                detail = 'The configuration does not name it any more.', checked_at = now()
              where name <> all(:names) and state <> 'NOT_CONFIGURED' returning name)
            delete from scope where account_name in (select name from gone)
            """)
        .param("names", names.toArray(String[]::new))
        .update();
  }

  /** The account has exactly these scopes; new ones are due at once. */
  @Transactional
  public void scopes(String provider, String account, String name, List<Scope> scopes) {
    String[] regions = scopes.stream().map(Scope::region).toArray(String[]::new);
    String[] services = scopes.stream().map(Scope::service).toArray(String[]::new);
    jdbc.sql(
            """
            insert into scope (provider, account, region, service, account_name, state, due_at)
            select :provider, :account, region, service, :name, 'NEW', now()
            from unnest(:regions::text[], :services::text[]) as s(region, service)
            on conflict (provider, account, region, service)
              do update set account_name = excluded.account_name
              where scope.account_name <> excluded.account_name
            """)
        .param("provider", provider)
        .param("account", account)
        .param("name", name)
        .param("regions", regions)
        .param("services", services)
        .update();
    jdbc.sql(
            """
            delete from scope where account_name = :name and not (account = :account
              and (region, service) in (
                select region, service
                from unnest(:regions::text[], :services::text[]) as s(region, service)))
            """)
        .param("name", name)
        .param("account", account)
        .param("regions", regions)
        .param("services", services)
        .update();
  }

  /** Claims scopes whose turn it is and that nobody reads. */
  List<ScopeKey> claimDue(UUID claim, Duration span, int limit) {
    return jdbc.sql(
            """
            update scope s set claim = :claim,
              claimed_until = now() + make_interval(secs => :span)
            from (
              select provider, account, region, service from scope
              where due_at <= now() and (claimed_until is null or claimed_until < now())
              order by due_at limit :limit for update skip locked) d
            where s.provider = d.provider and s.account = d.account and s.region = d.region
              and s.service = d.service
            returning s.provider, s.account, s.region, s.service
            """)
        .param("claim", claim)
        .param("span", (double) span.toSeconds())
        .param("limit", limit)
        .query(ScopeStore::key)
        .list();
  }

  /** Claims one scope, due or not; false while somebody else reads it. */
  boolean claim(ScopeKey key, UUID claim, Duration span) {
    return jdbc.sql(
                """
                update scope set claim = ?, claimed_until = now() + make_interval(secs => ?)
                where provider = ? and account = ? and region = ? and service = ?
                  and (claimed_until is null or claimed_until < now())
                """)
            .params(
                claim,
                (double) span.toSeconds(),
                key.provider(),
                key.account(),
                key.region(),
                key.service())
            .update()
        == 1;
  }

  /** Keeps a claim, and holds it until the transaction ends; false when it was lost. */
  boolean renew(ScopeKey key, UUID claim, Duration span) {
    return jdbc.sql(
                """
                update scope set claimed_until = now() + make_interval(secs => ?)
                where provider = ? and account = ? and region = ? and service = ? and claim = ?
                """)
            .params(
                (double) span.toSeconds(),
                key.provider(),
                key.account(),
                key.region(),
                key.service(),
                claim)
            .update()
        == 1;
  }

  void succeeded(ScopeKey key, UUID claim, Duration took, Duration next) {
    jdbc.sql(
            """
            update scope set state = 'FRESH', failures = 0, problem = null, read_at = now(),
              took_millis = :took, due_at = now() + make_interval(secs => :next),
              claim = null, claimed_until = null
            where provider = :provider and account = :account and region = :region
              and service = :service and claim = :claim
            """)
        .param("took", took.toMillis())
        .param("next", (double) next.toSeconds())
        .param("provider", key.provider())
        .param("account", key.account())
        .param("region", key.region())
        .param("service", key.service())
        .param("claim", claim)
        .update();
  }

  void failed(ScopeKey key, UUID claim, String state, String problem, Duration next) {
    jdbc.sql(
            """
            update scope set state = :state, failures = failures + 1, problem = :problem,
              failed_at = now(), due_at = now() + make_interval(secs => :next),
              claim = null, claimed_until = null
            where provider = :provider and account = :account and region = :region
              and service = :service and claim = :claim
            """)
        .param("state", state)
        .param("problem", problem)
        .param("next", (double) next.toSeconds())
        .param("provider", key.provider())
        .param("account", key.account())
        .param("region", key.region())
        .param("service", key.service())
        .param("claim", claim)
        .update();
  }

  int failures(ScopeKey key) {
    return jdbc.sql(
            """
            select failures from scope
            where provider = ? and account = ? and region = ? and service = ?
            """)
        .params(key.provider(), key.account(), key.region(), key.service())
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  List<ScopeKey> of(String provider, String account, String accountName) {
    return jdbc.sql(
            """
            select provider, account, region, service from scope
            where provider = ? and account = ? and account_name = ? order by service, region
            """)
        .params(provider, account, accountName)
        .query(ScopeStore::key)
        .list();
  }

  Optional<String> accountName(ScopeKey key) {
    return jdbc.sql(
            """
            select account_name from scope
            where provider = ? and account = ? and region = ? and service = ?
            """)
        .params(key.provider(), key.account(), key.region(), key.service())
        .query(String.class)
        .optional();
  }

  private static ScopeKey key(ResultSet rs, int row) throws SQLException {
    return new ScopeKey(
        rs.getString("provider"),
        rs.getString("account"),
        rs.getString("region"),
        rs.getString("service"));
  }
}
