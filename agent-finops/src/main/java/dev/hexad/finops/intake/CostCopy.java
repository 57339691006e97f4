package dev.hexad.finops.intake;

import dev.hexad.finops.focus.CostRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams rows into the temporary table {@code arrived} by COPY. */
final class CostCopy implements AutoCloseable {
  private static final int FLUSH_BYTES = 64 * 1024;
  private static final String TABLE =
      """
      create temporary table arrived (
        line bigint, hash bytea, day date, period_start timestamptz, service text, provider text,
        account text, region text, resource text, category text, currency text, billed numeric,
        effective numeric, usage_quantity numeric, tags jsonb
      ) on commit drop
      """;

  private final CopyIn copy;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

  CostCopy(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy arrived from stdin (format text)");
  }

  void add(CostRow row) throws IOException {
    String line =
        String.join(
                "\t",
                Long.toString(row.line()),
                "\\\\x" + HexFormat.of().formatHex(row.hash()),
                row.day().toString(),
                row.start().toString(),
                text(row.service()),
                text(row.provider()),
                text(row.account()),
                text(row.region()),
                text(row.resource()),
                text(row.category()),
                text(row.currency()),
                number(row.billed()),
                number(row.effective()),
                number(row.quantity()),
                text(row.tags()))
            + "\n";
    buffer.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    if (buffer.size() >= FLUSH_BYTES) {
      flush();
    }
  }

  private void flush() throws IOException {
    byte[] bytes = buffer.toByteArray();
    buffer.reset();
    try {
      copy.writeToCopy(bytes, 0, bytes.length);
    } catch (SQLException e) {
      throw new IOException("the database did not take the rows", e);
    }
  }

  /** Ends the stream; gives how many rows arrived. */
  long finish() throws IOException, SQLException {
    flush();
    return copy.endCopy();
  }

  private static String number(@Nullable BigDecimal number) {
    return number == null ? "\\N" : number.toPlainString();
  }

  private static String text(@Nullable String text) {
    return text == null
        ? "\\N"
        : text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
