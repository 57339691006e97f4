package dev.hexad.finops.intake;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.event.CostsImported;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Money;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.focus.BillText;
import dev.hexad.finops.refresh.RefreshStore;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.store.Accepted;
import dev.hexad.finops.store.ChargeStore;
import dev.hexad.finops.store.Replacing;
import dev.hexad.service.outbox.Outbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Imports bills: each file in one transaction, whole or not at all. */
@Service
public class Imports {
  /** Each needs two connections at times; the pool has ten, and others want some. */
  private static final int AT_ONCE = 3;

  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final JdbcClient jdbc;
  private final ChargeStore store;
  private final Outbox outbox;
  private final LiveConfiguration<FinopsSettings> settings;
  private final RefreshStore refresh;
  private final TransactionTemplate transaction;

  Imports(
      JdbcClient jdbc,
      ChargeStore store,
      Outbox outbox,
      LiveConfiguration<FinopsSettings> settings,
      RefreshStore refresh,
      TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.store = store;
    this.outbox = outbox;
    this.settings = settings;
    this.refresh = refresh;
    this.transaction = transaction;
  }

  /**
   * What is to be imported.
   *
   * @param source it replaces what the same source said of its days or billing periods before
   * @param origin name of the file, for people
   * @param digest SHA-256 of the file
   */
  public record Bill(
      UUID id, String source, boolean sample, String origin, byte[] digest, Replacing replacing) {}

  Optional<Import> find(UUID id) {
    return jdbc.sql("select * from cost_import where id = ?")
        .param(id)
        .query(Import::row)
        .optional();
  }

  /** The newest first; those of one source or of all. */
  List<Import> page(@Nullable String source, @Nullable Integer before, int limit) {
    return jdbc.sql(
            """
            select * from cost_import where (:source::text is null or source = :source)
              and (:before::int is null or number < :before)
            order by number desc limit :limit
            """)
        .param("source", source)
        .param("before", before)
        .param("limit", limit)
        .query(Import::row)
        .list();
  }

  /**
   * Imports a bill, or gives what an earlier attempt with the same id has done. Where many are
   * imported at once, it waits for its turn before it takes a connection.
   */
  public Import take(Bill bill, BillText text) throws IOException {
    turns.acquireUninterruptibly();
    try {
      return Objects.requireNonNull(transaction.execute(status -> taken(bill, text)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      turns.release();
    }
  }

  private Import taken(Bill bill, BillText text) {
    try {
      return write(bill, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Import write(Bill bill, BillText text) throws IOException {
    ChargeStore.Source source = store.lock(bill.source(), bill.sample());
    Optional<Import> done = find(bill.id());
    if (done.isPresent()) {
      return done.get();
    }
    Optional<Import> same = same(source, bill);
    if (same.isPresent()) {
      return repeat(bill, source, same.get());
    }
    var target =
        new ChargeStore.Target(
            source.id(), begin(bill, source), source.currency(), settings.current().ignoredTags());
    Accepted accepted = store.write(target, text);
    if (accepted.rows() == 0) {
      throw new HexadException(ProblemType.INVALID, "The file has a header but no rows.");
    }
    int replaced = store.settle(target, accepted, bill.replacing());
    Import result = end(bill, accepted, replaced);
    refresh.want();
    outbox.event(
        new CostsImported(
            bill.id(),
            bill.source(),
            bill.sample(),
            result.rows(),
            0,
            result.firstDay(),
            result.lastDay(),
            result.totals()));
    return result;
  }

  /** An import of the same file of which nothing was replaced since. */
  private Optional<Import> same(ChargeStore.Source source, Bill bill) {
    return jdbc.sql(
            """
            select * from cost_import
            where source_id = ? and digest = ? and rows > 0 and kept = rows limit 1
            """)
        .params(source.id(), bill.digest())
        .query(Import::row)
        .optional();
  }

  private Import repeat(Bill bill, ChargeStore.Source source, Import same) {
    int number = begin(bill, source);
    jdbc.sql(
            """
            update cost_import set duplicates = ?, first_day = ?, last_day = ? where number = ?
            """)
        .params(same.rows(), same.firstDay(), same.lastDay(), number)
        .update();
    return find(bill.id()).orElseThrow();
  }

  private int begin(Bill bill, ChargeStore.Source source) {
    return jdbc.sql(
            """
            insert into cost_import (id, source, sample, origin, rows, duplicates, first_day,
              last_day, totals, source_id, digest)
            values (?, ?, ?, ?, 0, 0, 'epoch', 'epoch', '[]', ?, ?) returning number
            """)
        .params(bill.id(), bill.source(), bill.sample(), bill.origin(), source.id(), bill.digest())
        .query(Integer.class)
        .single();
  }

  private Import end(Bill bill, Accepted accepted, int replaced) {
    List<Money> totals =
        accepted.billed().entrySet().stream()
            .map(sum -> Money.of(sum.getValue(), sum.getKey()))
            .toList();
    jdbc.sql(
            """
            update cost_import set rows = :rows, kept = :rows, replaced = :replaced,
              first_day = :first, last_day = :last, totals = :totals::jsonb, marks = :marks::jsonb
            where id = :id
            """)
        .param("rows", accepted.rows())
        .param("replaced", replaced)
        .param("first", accepted.days().stream().min(LocalDate::compareTo).orElseThrow())
        .param("last", accepted.days().stream().max(LocalDate::compareTo).orElseThrow())
        .param("totals", Json.write(totals))
        .param("marks", Json.write(accepted.marks()))
        .param("id", bill.id())
        .update();
    return find(bill.id()).orElseThrow();
  }
}
