package dev.hexad.orchestrator.ledger;

import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Json;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the ledger for those who follow it on their own, behind the intake. */
@Component
public class LedgerReader {
  private final JdbcClient jdbc;

  LedgerReader(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An event and its place. */
  public record Entry(long sequence, Envelope envelope) {}

  /** Events of these types after a place, of all tenants, in order. */
  public List<Entry> after(long sequence, Collection<String> types, int limit) {
    return jdbc.sql(
            """
            select sequence, envelope from ledger where sequence > ? and type = any (?)
            order by sequence limit ?
            """)
        .params(sequence, types.toArray(String[]::new), limit)
        .query((rs, n) -> new Entry(rs.getLong(1), Json.read(rs.getString(2), Envelope.class)))
        .list();
  }

  /** The story of a run, in order; at most so many events. */
  public List<Entry> ofRun(String tenant, UUID run, int limit) {
    return jdbc.sql(
            """
            select sequence, envelope from ledger where correlation_id = ? and tenant = ?
            order by sequence limit ?
            """)
        .params(run, tenant, limit)
        .query((rs, n) -> new Entry(rs.getLong(1), Json.read(rs.getString(2), Envelope.class)))
        .list();
  }
}
