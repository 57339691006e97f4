package dev.hexad.orchestrator.secret;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.vault.Vault;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Secrets by name: written by people, read only by agents. */
@Service
public class Secrets {
  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clock clock;

  Secrets(JdbcClient jdbc, Vault vault, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clock = clock;
  }

  record Entry(String name, Instant updatedAt, String updatedBy) {}

  List<Entry> list(String tenant) {
    return jdbc.sql(
            "select name, updated_at, updated_by from secret where tenant = ? order by name")
        .param(tenant)
        .query(
            (rs, n) -> new Entry(rs.getString(1), rs.getTimestamp(2).toInstant(), rs.getString(3)))
        .list();
  }

  public void put(String tenant, String name, Secret value, String by) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new HexadException(
          ProblemType.INVALID,
          "A secret's name has 1 to 100 letters, digits, dots, dashes or underscores, not '"
              + name
              + "'.");
    }
    jdbc.sql(
            """
            insert into secret (tenant, name, value, updated_at, updated_by) values (?, ?, ?, ?, ?)
            on conflict (tenant, name) do update set value = excluded.value,
              updated_at = excluded.updated_at, updated_by = excluded.updated_by
            """)
        .params(
            tenant,
            name,
            vault.seal(value.reveal(), context(tenant, name)),
            Timestamp.from(clock.instant()),
            by)
        .update();
  }

  void delete(String tenant, String name) {
    int gone =
        jdbc.sql("delete from secret where tenant = ? and name = ?").params(tenant, name).update();
    if (gone == 0) {
      throw HexadException.notFound("secret", name);
    }
  }

  /** True when there is a secret of this name. */
  public boolean exists(String tenant, String name) {
    return jdbc.sql("select exists (select 1 from secret where tenant = ? and name = ?)")
        .params(tenant, name)
        .query(Boolean.class)
        .single();
  }

  /** The names of all secrets. */
  public Set<String> names(String tenant) {
    return Set.copyOf(
        jdbc.sql("select name from secret where tenant = ?")
            .param(tenant)
            .query(String.class)
            .list());
  }

  /** Deletes the secrets whose name begins with this. */
  public int deleteAll(String tenant, String prefix) {
    return jdbc.sql("delete from secret where tenant = ? and starts_with(name, ?)")
        .params(tenant, prefix)
        .update();
  }

  /**
   * The value, for the orchestrator's own use and for agents.
   *
   * @throws HexadException of type not-found
   */
  public Secret value(String tenant, String name) {
    return jdbc.sql("select value from secret where tenant = ? and name = ?")
        .params(tenant, name)
        .query((rs, n) -> Secret.of(vault.open(rs.getBytes(1), context(tenant, name))))
        .optional()
        .orElseThrow(() -> HexadException.notFound("secret", name));
  }

  private static String context(String tenant, String name) {
    return "secret/" + tenant + "/" + name;
  }
}
