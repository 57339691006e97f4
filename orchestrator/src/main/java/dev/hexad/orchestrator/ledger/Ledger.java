package dev.hexad.orchestrator.ledger;

import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Append-only record of every event: each once by its id, each hashed together with the one before,
 * partitioned by month.
 */
@Service
public class Ledger {
  private static final HexFormat HEX = HexFormat.of();

  private final JdbcClient jdbc;
  private final Clock clock;

  Ledger(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Head(long sequence, byte[] hash) {}

  /** Records an event; empty when it was recorded before. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<LedgerEntry> append(Envelope envelope) {
    Head head =
        jdbc.sql("select sequence, hash from ledger_head for update")
            .query((rs, n) -> new Head(rs.getLong(1), rs.getBytes(2)))
            .single();
    long sequence = head.sequence() + 1;
    int fresh =
        jdbc.sql("insert into ledger_id (event_id, sequence) values (?, ?) on conflict do nothing")
            .params(envelope.id(), sequence)
            .update();
    if (fresh == 0) {
      return Optional.empty();
    }
    String text = Json.write(envelope);
    byte[] hash = hash(head.hash(), text);
    Instant now = clock.instant();
    jdbc.sql("insert into ledger values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            sequence,
            Timestamp.from(now),
            envelope.id(),
            envelope.type(),
            envelope.subject(),
            envelope.correlationid(),
            envelope.tenant(),
            text,
            hash)
        .update();
    jdbc.sql("update ledger_head set sequence = ?, hash = ?").params(sequence, hash).update();
    return Optional.of(new LedgerEntry(sequence, now, HEX.formatHex(hash), envelope));
  }

  static byte[] hash(byte[] previous, String envelope) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(previous);
      return digest.digest(envelope.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The entries after a sequence number, oldest first. */
  List<LedgerEntry> after(String tenant, long sequence, int limit) {
    return jdbc.sql(
            "select * from ledger where sequence > ? and tenant = ? order by sequence limit ?")
        .params(sequence, tenant, limit)
        .query(Ledger::entry)
        .list();
  }

  long lastSequence() {
    return jdbc.sql("select sequence from ledger_head").query(Long.class).single();
  }

  /** What to look for; absent parts do not narrow. */
  record Search(
      @Nullable String type,
      @Nullable String subject,
      @Nullable UUID correlationId,
      @Nullable Long before) {}

  /** Entries newest first. */
  List<LedgerEntry> find(String tenant, Search search, int limit) {
    return jdbc.sql(
            """
            select * from ledger
            where tenant = :tenant
              and (cast(:type as text) is null or type = :type)
              and (cast(:subject as text) is null or subject = :subject)
              and (cast(:correlation as uuid) is null or correlation_id = :correlation)
              and (cast(:before as bigint) is null or sequence < :before)
            order by sequence desc limit :limit
            """)
        .param("tenant", tenant)
        .param("type", search.type())
        .param("subject", search.subject())
        .param("correlation", search.correlationId())
        .param("before", search.before())
        .param("limit", limit)
        .query(Ledger::entry)
        .list();
  }

  /**
   * What checking the chain gave.
   *
   * @param brokenAt first entry whose hash does not follow from its text and the entry before
   */
  record Verification(long entries, boolean intact, String headHash, @Nullable Long brokenAt) {}

  /** Calculates the whole chain anew, a thousand entries at a time. */
  Verification verify() {
    Head head =
        jdbc.sql("select sequence, hash from ledger_head")
            .query((rs, n) -> new Head(rs.getLong(1), rs.getBytes(2)))
            .single();
    byte[] previous = new byte[32];
    long sequence = 0;
    while (sequence < head.sequence()) {
      List<Link> links =
          jdbc.sql(
                  "select sequence, envelope, hash from ledger where sequence > ? order by sequence"
                      + " limit 1000")
              .param(sequence)
              .query((rs, n) -> new Link(rs.getLong(1), rs.getString(2), rs.getBytes(3)))
              .list();
      if (links.isEmpty()) {
        return broken(sequence, sequence + 1, head);
      }
      for (Link link : links) {
        if (link.sequence() > head.sequence()) {
          break;
        }
        previous = hash(previous, link.envelope());
        if (link.sequence() != sequence + 1 || !Arrays.equals(previous, link.hash())) {
          return broken(sequence, sequence + 1, head);
        }
        sequence = link.sequence();
      }
    }
    boolean intact = Arrays.equals(previous, head.hash());
    return intact
        ? new Verification(sequence, true, HEX.formatHex(head.hash()), null)
        : broken(sequence, sequence, head);
  }

  private static Verification broken(long entries, long at, Head head) {
    return new Verification(entries, false, HEX.formatHex(head.hash()), at);
  }

  private record Link(long sequence, String envelope, byte[] hash) {}

  /** Makes the partitions of the next two months; the first month lies in the default one. */
  @Scheduled(initialDelay = 0, fixedDelay = 6 * 3_600_000)
  public void createPartitions() {
    LocalDate month = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
    for (int i = 1; i <= 2; i++) {
      LocalDate from = month.plusMonths(i);
      String name = "ledger_%d_%02d".formatted(from.getYear(), from.getMonthValue());
      jdbc.sql(
              "create table if not exists %s partition of ledger for values from ('%s') to ('%s')"
                  .formatted(name, from, from.plusMonths(1)))
          .update();
    }
  }

  private static LedgerEntry entry(ResultSet rs, int row) throws SQLException {
    return new LedgerEntry(
        rs.getLong("sequence"),
        rs.getTimestamp("recorded_at").toInstant(),
        HEX.formatHex(rs.getBytes("hash")),
        Json.read(rs.getString("envelope"), Envelope.class));
  }
}
