package dev.hexad.finops.store;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.focus.BillText;
import dev.hexad.finops.focus.FocusReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The charges of all sources. */
@Component
public class ChargeStore {
  private static final String ITS_DAYS =
      " source_id = :source and day in (select d::date from unnest(:days::text[]) d) and day between :first and :last";

  private final JdbcClient jdbc;
  private final DataSource database;
  private final Months months;

  ChargeStore(JdbcClient jdbc, DataSource database, Months months) {
    this.jdbc = jdbc;
    this.database = database;
    this.months = months;
  }

  /** A store outside of an agent; who uses it sees to the transactions. */
  public static ChargeStore of(DataSource database) {
    JdbcClient jdbc = JdbcClient.create(database);
    return new ChargeStore(
        jdbc, database, new Months(jdbc, new DataSourceTransactionManager(database)));
  }

  /** Where charges come from. */
  public record Source(int id, String name, boolean sample, @Nullable String currency) {}

  /**
   * Where charges of an import go.
   *
   * @param currency what is usual, null for that of the first charge
   * @param ignoredTags keys of tags that are not kept
   */
  public record Target(
      int sourceId, int importNumber, @Nullable String currency, List<String> ignoredTags) {}

  /** A source, locked until the end of the transaction: its imports wait for each other. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Source lock(String name, boolean sample) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('import ' || ?, 0))")
        .param(name)
        .query((rs, n) -> n)
        .list();
    jdbc.sql("insert into cost_source (name, sample) values (?, ?) on conflict do nothing")
        .params(name, sample)
        .update();
    return jdbc.sql(
            "select id, name, sample, currency from cost_source where name = ? and sample = ?")
        .params(name, sample)
        .query(Source.class)
        .single();
  }

  /** Reads a bill in FOCUS form into the store. Nothing is replaced yet. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Accepted write(Target target, BillText bill) throws IOException {
    var dimensions =
        new Interned(jdbc, "cost_dimension", target.sourceId(), DimensionFields.INSERT);
    var details = new Interned(jdbc, "cost_detail", target.sourceId(), "(d ->> 'data')::jsonb");
    var connection = DataSourceUtils.getConnection(database);
    try (var writer = new ChargeWriter(target, connection, months, dimensions, details)) {
      FocusReader.read(bill, writer::take);
      Accepted accepted = writer.finish();
      String currency = accepted.currency();
      if (target.currency() == null && currency != null) {
        jdbc.sql("update cost_source set currency = ? where id = ?")
            .params(currency, target.sourceId())
            .update();
      }
      return accepted;
    } catch (SQLException e) {
      throw new HexadException(ProblemType.UNAVAILABLE, "The database did not take the rows.", e);
    } finally {
      DataSourceUtils.releaseConnection(connection, database);
    }
  }

  /**
   * Forgets what an import replaces and makes the sums of its days anew.
   *
   * @return how many charges were forgotten
   * @throws IllegalStateException when the sums are not those of what was accepted
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int settle(Target target, Accepted accepted, Replacing replacing) {
    Set<LocalDate> days = new HashSet<>(accepted.days());
    if (replacing == Replacing.PERIODS && accepted.periods().isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The file names no billing period; add the column BillingPeriodStart or replace days.");
    }
    int replaced = known(target) ? forget(target, accepted, replacing, days) : 0;
    sums(target, days);
    check(target, accepted, days, replacing);
    return replaced;
  }

  /** Whether there is anything of the source that could be replaced. */
  private boolean known(Target target) {
    return jdbc.sql(
            """
            select exists (select 1 from cost_import
              where source_id = ? and kept > 0 and number <> ?)
            """)
        .params(target.sourceId(), target.importNumber())
        .query(Boolean.class)
        .single();
  }

  private int forget(Target target, Accepted accepted, Replacing replacing, Set<LocalDate> days) {
    return switch (replacing) {
      case DAYS ->
          forget(target, "delete from charge where import_number <> :number and" + ITS_DAYS, days);
      case PERIODS -> forgetPeriods(target, accepted.periods(), days);
      case NOTHING -> 0;
    };
  }

  private int forgetPeriods(Target target, Collection<LocalDate> periods, Set<LocalDate> days) {
    String[] starts = texts(periods);
    days.addAll(
        jdbc.sql(
                """
                select distinct day from charge
                where source_id = :source and billing_period in (select d::date from unnest(:periods::text[]) d)
                """)
            .param("source", target.sourceId())
            .param("periods", starts)
            .query(LocalDate.class)
            .list());
    return count(
        jdbc.sql(
                counted(
                    """
                    delete from charge where source_id = :source
                      and billing_period in (select d::date from unnest(:periods::text[]) d) and import_number <> :number
                    """))
            .param("source", target.sourceId())
            .param("periods", starts)
            .param("number", target.importNumber()));
  }

  private int forget(Target target, String delete, Set<LocalDate> days) {
    return count(
        of(jdbc.sql(counted(delete)), target, days).param("number", target.importNumber()));
  }

  /** Tells earlier imports how much of them is left. */
  private static String counted(String delete) {
    return "with gone as ("
        + delete
        + " returning import_number), counts as (select import_number, count(*)::int n from gone"
        + " group by 1), told as (update cost_import i set kept = kept - n from counts c"
        + " where i.number = c.import_number) select coalesce(sum(n), 0)::int from counts";
  }

  private static int count(JdbcClient.StatementSpec statement) {
    return statement.query(Integer.class).single();
  }

  private static String[] texts(Collection<LocalDate> days) {
    return days.stream().map(LocalDate::toString).toArray(String[]::new);
  }

  private static JdbcClient.StatementSpec of(
      JdbcClient.StatementSpec statement, Target target, Set<LocalDate> days) {
    return statement
        .param("source", target.sourceId())
        .param("days", texts(days))
        .param("first", days.stream().min(LocalDate::compareTo).orElseThrow())
        .param("last", days.stream().max(LocalDate::compareTo).orElseThrow());
  }

  private void sums(Target target, Set<LocalDate> days) {
    of(jdbc.sql("delete from cost_day where" + ITS_DAYS), target, days).update();
    of(
            jdbc.sql(
                """
                insert into cost_day (day, dimension_id, source_id, rows, billed, effective, list,
                  contracted, consumed)
                select day, dimension_id, :source, count(*), sum(billed), sum(effective),
                  sum(coalesce(list, contracted, billed)), sum(coalesce(contracted, billed)),
                  sum(consumed)
                from charge where\
                """
                    + ITS_DAYS
                    + " group by day, dimension_id"),
            target,
            days)
        .update();
  }

  private record Total(String currency, BigDecimal amount, int rows) {}

  /** What is kept of an import is what was accepted, to the last digit; else nothing is. */
  private void check(Target target, Accepted accepted, Set<LocalDate> days, Replacing replacing) {
    boolean alone = replacing == Replacing.DAYS;
    String sums =
        alone
            ? "select d.currency, sum(s.billed) amount, sum(s.rows)::int rows from cost_day s"
                + " join cost_dimension d on d.id = s.dimension_id where s.source_id = :source"
                + " and day in (select d::date from unnest(:days::text[]) d) and day between :first and :last group by 1"
            : "select d.currency, sum(c.billed) amount, count(*)::int rows from charge c"
                + " join cost_dimension d on d.id = c.dimension_id where c.source_id = :source"
                + " and c.import_number = :number and day in (select d::date from unnest(:days::text[]) d)"
                + " and day between :first and :last group by 1";
    JdbcClient.StatementSpec statement = of(jdbc.sql(sums), target, days);
    if (!alone) {
      statement = statement.param("number", target.importNumber());
    }
    Map<String, BigDecimal> stored = new TreeMap<>();
    int rows = 0;
    for (Total total : statement.query(Total.class).list()) {
      stored.put(total.currency(), total.amount());
      rows += total.rows();
    }
    boolean same =
        rows == accepted.rows()
            && stored.keySet().equals(accepted.billed().keySet())
            && stored.entrySet().stream()
                .allMatch(
                    sum -> sum.getValue().compareTo(accepted.billed().get(sum.getKey())) == 0);
    if (!same) {
      throw new IllegalStateException(
          "accepted "
              + accepted.rows()
              + " rows of "
              + accepted.billed()
              + ", but kept "
              + rows
              + " of "
              + stored);
    }
  }
}
