package dev.hexad.finops.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Streams charges straight into the partitions of their months. Rows of one month are gathered
 * until they are worth a change of the partition, so that their order does not matter.
 */
final class CopyStream implements AutoCloseable {
  static final int FLUSH = 256 * 1024;
  private static final String COLUMNS =
      " (day, source_id, import_number, dimension_id, detail_id, line, marks, billing_period,"
          + " period_start, period_end, resource, resource_name, billed, effective, list,"
          + " contracted, consumed, priced, list_price, contracted_price, more)";

  private final CopyManager manager;
  private final Months months;
  private final Map<YearMonth, CopyText> gathered = new HashMap<>();
  private @Nullable CopyIn copy;
  private @Nullable YearMonth open;
  private long rows;

  CopyStream(Connection connection, Months months) throws SQLException {
    this.manager = connection.unwrap(PGConnection.class).getCopyAPI();
    this.months = months;
  }

  /** Where the next row of a month goes; call {@link #added} after each. */
  CopyText of(YearMonth month) {
    return gathered.computeIfAbsent(month, m -> new CopyText());
  }

  void added(YearMonth month, CopyText text) throws IOException {
    text.end();
    if (text.size() >= FLUSH) {
      write(month, text);
    }
  }

  private void write(YearMonth month, CopyText text) throws IOException {
    try {
      CopyIn target = copy;
      if (target == null || !month.equals(open)) {
        pause();
        months.require(month);
        target = manager.copyIn("copy " + Months.table(month) + COLUMNS + " from stdin");
        copy = target;
        open = month;
      }
      target.writeToCopy(text.bytes(), 0, text.size());
      text.clear();
    } catch (SQLException e) {
      throw new IOException("the database did not take the rows", e);
    }
  }

  /** Frees the connection for other statements. */
  void pause() throws SQLException {
    if (copy != null) {
      CopyIn ending = copy;
      copy = null;
      open = null;
      rows += ending.endCopy();
    }
  }

  /** Writes what is left; gives how many rows the database has taken. */
  long finish() throws IOException, SQLException {
    for (var each : gathered.entrySet()) {
      if (each.getValue().size() > 0) {
        write(each.getKey(), each.getValue());
      }
    }
    pause();
    return rows;
  }

  @Override
  public void close() throws SQLException {
    if (copy != null && copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
