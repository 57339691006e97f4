package dev.hexad.finops.focus;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Has DuckDB write Parquet, which shares no code with what reads it here. */
public final class ParquetFiles {
  private ParquetFiles() {}

  /** The rows of a query as a file. */
  public static Path write(Path file, String query, String options) {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("set timezone = 'UTC'");
      statement.execute("copy (%s) to '%s' (format parquet, %s)".formatted(query, file, options));
      return file;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
