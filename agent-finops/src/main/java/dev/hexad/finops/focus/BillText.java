package dev.hexad.finops.focus;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A bill as CSV in FOCUS form, not compressed.
 *
 * @param byRow whether places in it are told by rows, because its lines are those of no file
 */
public record BillText(InputStream csv, boolean byRow) implements Closeable {
  /** The text of a file, which people can look at. */
  public static BillText lines(InputStream csv) {
    return new BillText(csv, false);
  }

  /** The rows of a Parquet file. */
  public static BillText parquet(Path file) throws IOException {
    return new BillText(ParquetCsv.of(file), true);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
