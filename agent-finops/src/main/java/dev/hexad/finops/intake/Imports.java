package dev.hexad.finops.intake;

import dev.hexad.contracts.command.ImportParameters;
import dev.hexad.contracts.event.CostsImported;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Money;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.focus.FocusReader;
import dev.hexad.service.outbox.Outbox;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Imports bills: each file in one transaction, each row once. */
@Service
class Imports {
  private final JdbcClient jdbc;
  private final DataSource database;
  private final Outbox outbox;

  Imports(JdbcClient jdbc, DataSource database, Outbox outbox) {
    this.jdbc = jdbc;
    this.database = database;
    this.outbox = outbox;
  }

  /**
   * What is to be imported.
   *
   * @param source rows are compared with earlier ones of the same source
   * @param origin name of the file, for people
   */
  record Bill(UUID id, String source, boolean sample, String origin) {}

  /** An import in a list. */
  record Import(
      UUID id,
      String source,
      boolean sample,
      String origin,
      int rows,
      int duplicates,
      LocalDate firstDay,
      LocalDate lastDay,
      List<Money> totals,
      Instant importedAt) {
    ImportParameters.Result result() {
      return new ImportParameters.Result(id, rows, duplicates, firstDay, lastDay, totals);
    }
  }

  private record Days(int rows, LocalDate first, LocalDate last) {}

  Optional<Import> find(UUID id) {
    return query("where id = ?").param(id).query(Imports::row).optional();
  }

  List<Import> latest(int limit) {
    return query("order by imported_at desc limit ?").param(limit).query(Imports::row).list();
  }

  private JdbcClient.StatementSpec query(String rest) {
    return jdbc.sql("select * from cost_import " + rest);
  }

  /**
   * Imports a bill, or gives what an earlier attempt with the same id has done.
   *
   * @param csv FOCUS as CSV, not compressed
   */
  @Transactional(rollbackFor = Exception.class)
  public Import take(Bill bill, InputStream csv) throws IOException {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('import ' || ?, 0))")
        .param(bill.source())
        .query((rs, n) -> n)
        .list();
    Optional<Import> done = find(bill.id());
    if (done.isPresent()) {
      return done.get();
    }
    copy(csv);
    Days days = days();
    int added = insert(bill);
    List<Money> totals = totals(bill.id());
    jdbc.sql(
            """
            insert into cost_import
              (id, source, sample, origin, rows, duplicates, first_day, last_day, totals)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            """)
        .params(
            bill.id(),
            bill.source(),
            bill.sample(),
            bill.origin(),
            added,
            days.rows() - added,
            days.first(),
            days.last(),
            Json.write(totals))
        .update();
    if (added > 0) {
      outbox.event(
          new CostsImported(
              bill.id(),
              bill.source(),
              bill.sample(),
              added,
              days.rows() - added,
              days.first(),
              days.last(),
              totals));
    }
    return find(bill.id()).orElseThrow();
  }

  private void copy(InputStream csv) throws IOException {
    var connection = DataSourceUtils.getConnection(database);
    try (var copy = new CostCopy(connection)) {
      FocusReader.read(csv, copy::add);
      copy.finish();
    } catch (SQLException e) {
      throw new HexadException(ProblemType.UNAVAILABLE, "The database did not take the rows.", e);
    } finally {
      DataSourceUtils.releaseConnection(connection, database);
    }
  }

  private Days days() {
    Days days =
        jdbc.sql("select count(*) n, min(day) a, max(day) b from arrived")
            .query((rs, n) -> {
              LocalDate first = rs.getObject("a", LocalDate.class);
              LocalDate last = rs.getObject("b", LocalDate.class);
              return first == null || last == null
                  ? new Days(0, LocalDate.EPOCH, LocalDate.EPOCH)
                  : new Days(rs.getInt("n"), first, last);
            })
            .single();
    if (days.rows() == 0) {
      throw new HexadException(ProblemType.INVALID, "The file has a header but no rows.");
    }
    return days;
  }

  private int insert(Bill bill) {
    return jdbc.sql(
            """
            insert into cost_row (source, sample, day, hash, occurrence, import_id, period_start,
              service, provider, account, region, resource, category, currency, billed, effective,
              usage_quantity, tags)
            select ?, ?, day, hash, row_number() over (partition by day, hash order by line), ?,
              period_start, service, provider, account, region, resource, category, currency,
              billed, effective, usage_quantity, tags
            from arrived on conflict do nothing
            """)
        .params(bill.source(), bill.sample(), bill.id())
        .update();
  }

  private List<Money> totals(UUID id) {
    return jdbc.sql(
            """
            select currency, sum(billed) amount from cost_row where import_id = ?
            group by currency order by currency
            """)
        .param(id)
        .query((rs, n) -> Money.of(rs.getBigDecimal("amount"), rs.getString("currency")))
        .list();
  }

  private static Import row(java.sql.ResultSet rs, int n) throws SQLException {
    return new Import(
        rs.getObject("id", UUID.class),
        rs.getString("source"),
        rs.getBoolean("sample"),
        rs.getString("origin"),
        rs.getInt("rows"),
        rs.getInt("duplicates"),
        rs.getObject("first_day", LocalDate.class),
        rs.getObject("last_day", LocalDate.class),
        List.of(Json.read(rs.getString("totals"), Money[].class)),
        rs.getTimestamp("imported_at").toInstant());
  }
}
