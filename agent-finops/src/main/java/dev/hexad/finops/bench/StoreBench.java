package dev.hexad.finops.bench;

import dev.hexad.finops.cost.Sums;
import dev.hexad.finops.focus.BillText;
import dev.hexad.finops.store.Accepted;
import dev.hexad.finops.store.ChargeStore;
import dev.hexad.finops.store.Replacing;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports a large bill, beside PostgreSQL's own COPY of the same file into a table of texts, and
 * then asks for sums over all of it.
 */
public final class StoreBench {
  private static final String SCHEMA = "finops_bench";
  private static final int TIMES = 5;

  private final DataSource database;
  private final PrintStream out;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  private StoreBench(DataSource database, PrintStream out) {
    this.database = database;
    this.out = out;
    this.jdbc = JdbcClient.create(database);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
  }

  /** What was measured. */
  public record Result(
      double copySeconds, double importSeconds, double p50Millis, double p95Millis) {
    /** How fast an import is, against COPY. */
    public double ratio() {
      return copySeconds / importSeconds;
    }
  }

  /**
   * Measures in a schema of its own, which is made anew.
   *
   * @param database connections whose search path is {@code finops_bench}
   */
  public static Result run(DataSource database, Path folder, int rows, PrintStream out)
      throws IOException, SQLException {
    return new StoreBench(database, out).measure(folder, rows);
  }

  private Result measure(Path folder, int rows) throws IOException, SQLException {
    jdbc.sql("drop schema if exists " + SCHEMA + " cascade").update();
    jdbc.sql("create schema " + SCHEMA).update();
    Flyway.configure()
        .dataSource(database)
        .defaultSchema(SCHEMA)
        .schemas(SCHEMA)
        .locations("classpath:db/migration/finops")
        .load()
        .migrate();
    Path file = Files.createDirectories(folder).resolve("large-bill.csv");
    try {
      LargeBill.write(file, rows);
      out.printf("bill                 %,d rows, %,d MB%n", rows, Files.size(file) >> 20);
      double copy = copy(file);
      out.printf("COPY of the file     %.1f s, %,.0f rows/s%n", copy, rows / copy);
      double imported = load(file, rows);
      out.printf(
          "import               %.1f s, %,.0f rows/s, %.2f of COPY, heap peak %,d MB%n",
          imported, rows / imported, copy / imported, peak() >> 20);
      jdbc.sql("drop table plain").update();
      jdbc.sql("analyze").update();
      double[] times = new SumTimes(new Questions(), jdbc).all(TIMES);
      Arrays.sort(times);
      var result =
          new Result(copy, imported, times[times.length / 2], times[(int) (times.length * 0.95)]);
      out.printf(
          "grouped questions    %d over 13 months, p50 %.0f ms, p95 %.0f ms%n",
          times.length, result.p50Millis(), result.p95Millis());
      return result;
    } finally {
      Files.deleteIfExists(file);
      jdbc.sql("drop schema if exists " + SCHEMA + " cascade").update();
    }
  }

  private double copy(Path file) throws IOException, SQLException {
    String columns =
        Arrays.stream(LargeBill.HEADER.split(","))
            .map(name -> '"' + name + "\" text")
            .collect(Collectors.joining(", "));
    jdbc.sql("create table plain (" + columns + ")").update();
    long begin = System.nanoTime();
    try (var connection = database.getConnection();
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy plain from stdin (format csv, header)", in, 1 << 16);
    }
    return seconds(begin);
  }

  private double load(Path file, int rows) throws IOException {
    ChargeStore store = ChargeStore.of(database);
    long begin = System.nanoTime();
    try (BillText text = BillText.lines(Files.newInputStream(file))) {
      Integer kept =
          transaction.execute(status -> {
            try {
              ChargeStore.Source source = store.lock("bench", false);
              var target = new ChargeStore.Target(source.id(), 1, null, List.of());
              Accepted accepted = store.write(target, text);
              store.settle(target, accepted, Replacing.DAYS);
              return accepted.rows();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      if (kept == null || kept != rows) {
        throw new IllegalStateException("kept " + kept + " of " + rows + " rows");
      }
    }
    return seconds(begin);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
        .sum();
  }

  /** Asks the questions of an explorer, each grouped by something else. */
  private record SumTimes(Questions questions, JdbcClient jdbc) {
    double[] all(int times) {
      Sums sums = Sums.of(jdbc);
      return questions.all().stream()
          .flatMapToDouble(question ->
              IntStream.range(0, times)
                  .mapToDouble(i -> {
                    long begin = System.nanoTime();
                    if (question.ask(sums).isEmpty()) {
                      throw new IllegalStateException("no answer to " + question);
                    }
                    return seconds(begin) * 1000;
                  }))
          .toArray();
    }
  }
}
