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
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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
  private static final String WANTED =
      """
      tenant = :tenant
        and (cast(:types as text[]) is null or type like any (cast(:types as text[])))
        and (cast(:subject as text) is null or subject = :subject)
        and (cast(:correlation as uuid) is null or correlation_id = :correlation)
        and (cast(:from as timestamptz) is null or recorded_at >= :from)
        and (cast(:to as timestamptz) is null or recorded_at < :to)
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Ledger(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Head(long sequence, byte[] hash) {}

  /** Records events in this order; gives those that were not recorded before. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Envelope> append(List<Envelope> envelopes) {
    Head head =
        jdbc.sql("select sequence, hash from ledger_head for update")
            .query((rs, n) -> new Head(rs.getLong(1), rs.getBytes(2)))
            .single();
    List<Envelope> fresh = fresh(envelopes);
    if (fresh.isEmpty()) {
      return fresh;
    }
    int n = fresh.size();
    var texts = new String[n];
    var hashes = new byte[n][];
    byte[] previous = head.hash();
    for (int i = 0; i < n; i++) {
      texts[i] = Json.write(fresh.get(i));
      previous = hash(previous, texts[i]);
      hashes[i] = previous;
    }
    jdbc.sql(
            """
            with entry as (
              select ? + place as sequence, id::uuid as id, type, subject, correlation::uuid as
                correlation, tenant, envelope, hash
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::bytea[])
                with ordinality as e(id, type, subject, correlation, tenant, envelope, hash, place)
            ), known as (
              insert into ledger_id (event_id, sequence) select id, sequence from entry
            )
            insert into ledger
            select sequence, ?, id, type, subject, correlation, tenant, envelope, hash from entry
            """)
        .param(head.sequence())
        .param(column(fresh, Envelope::id))
        .param(column(fresh, Envelope::type))
        .param(column(fresh, Envelope::subject))
        .param(column(fresh, Envelope::correlationid))
        .param(column(fresh, Envelope::tenant))
        .param(texts)
        .param(hashes)
        .param(Timestamp.from(clock.instant()))
        .update();
    jdbc.sql("update ledger_head set sequence = ?, hash = ?")
        .params(head.sequence() + n, previous)
        .update();
    return fresh;
  }

  /** Those that are not known yet; the head's lock keeps others from recording them meanwhile. */
  private List<Envelope> fresh(List<Envelope> envelopes) {
    Set<UUID> seen =
        new HashSet<>(
            jdbc.sql("select event_id from ledger_id where event_id = any (?::uuid[])")
                .param(column(envelopes, Envelope::id))
                .query(UUID.class)
                .list());
    return envelopes.stream().filter(envelope -> seen.add(envelope.id())).toList();
  }

  private static String[] column(List<Envelope> envelopes, Function<Envelope, Object> value) {
    return envelopes.stream().map(value).map(Object::toString).toArray(String[]::new);
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

  /** The entries after a sequence number and up to another, oldest first. */
  List<LedgerEntry> after(String tenant, EventFilter filter, long after, long upTo, int limit) {
    return narrowed(
            """
            select * from ledger
            where sequence > :after and sequence <= :upTo and %s
            order by sequence limit :limit
            """,
            tenant, filter)
        .param("after", after)
        .param("upTo", upTo)
        .param("limit", limit)
        .query(Ledger::entry)
        .list();
  }

  long lastSequence() {
    return jdbc.sql("select sequence from ledger_head").query(Long.class).single();
  }

  /** Entries newest first, those before a sequence number when it is given. */
  List<LedgerEntry> find(String tenant, EventFilter filter, @Nullable Long before, int limit) {
    return narrowed(
            """
            select * from ledger
            where (cast(:before as bigint) is null or sequence < :before) and %s
            order by sequence desc limit :limit
            """,
            tenant, filter)
        .param("before", before)
        .param("limit", limit)
        .query(Ledger::entry)
        .list();
  }

  private JdbcClient.StatementSpec narrowed(String query, String tenant, EventFilter filter) {
    filter.check();
    return jdbc.sql(query.formatted(WANTED))
        .param("tenant", tenant)
        .param("types", filter.typePatterns())
        .param("subject", filter.subject())
        .param("correlation", filter.correlationId())
        .param("from", timestamp(filter.from()))
        .param("to", timestamp(filter.to()));
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant time) {
    return time == null ? null : Timestamp.from(time);
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
