package dev.hexad.agent.configuration;

import dev.hexad.contracts.message.Json;
import dev.hexad.service.vault.Vault;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The configuration that was applied last. Commands that are taken up again after a restart find it
 * in force, also while the orchestrator is away.
 */
public final class KeptConfiguration {
  private static final Logger log = LoggerFactory.getLogger(KeptConfiguration.class);
  private static final String CONTEXT = "configuration";

  private final JdbcClient jdbc;
  private final Vault vault;

  public KeptConfiguration(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  private record Row(long version, byte[] document) {}

  /** Keeps a document; with one that is null nothing is kept any more. */
  void keep(long version, JsonNode document) {
    if (document.isNull()) {
      jdbc.sql("delete from configuration_kept").update();
      return;
    }
    jdbc.sql(
            """
            insert into configuration_kept (version, document) values (?, ?)
            on conflict (one) do update
            set version = excluded.version, document = excluded.document
            """)
        .params(version, vault.seal(Json.write(document), CONTEXT))
        .update();
  }

  /** A version and what it says. */
  record Found<C>(long version, C value) {}

  /** What was kept; what cannot be read, or has another shape by now, is passed over. */
  <C extends Record> Optional<Found<C>> find(Class<C> type) {
    Optional<Row> row =
        jdbc.sql("select version, document from configuration_kept").query(Row.class).optional();
    try {
      return row.map(kept ->
          new Found<>(kept.version(), Json.read(vault.open(kept.document(), CONTEXT), type)));
    } catch (IllegalStateException | IllegalArgumentException | JacksonException e) {
      log.atWarn()
          .addKeyValue("reason", e.getMessage())
          .log("the kept configuration cannot be read; defaults until the agent is enrolled");
      return Optional.empty();
    }
  }
}
