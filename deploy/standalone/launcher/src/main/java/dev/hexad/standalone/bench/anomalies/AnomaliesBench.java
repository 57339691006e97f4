package dev.hexad.standalone.bench.anomalies;

import dev.hexad.monitoring.detect.Detector;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Scores every recorded series of a folder, each row knowing only the rows before it. */
public final class AnomaliesBench {
  private final Path data;
  private final Path out;
  private long rows;
  private long nanos;

  private AnomaliesBench(Path data, Path out) {
    this.data = data.resolve("data");
    this.out = out;
  }

  /** Reads {@code data/data/<category>/<file>.csv} and writes {@code out/<category>/<file>.csv}. */
  public static void run(Path data, Path out, PrintStream report) {
    try {
      new AnomaliesBench(data, out).all(report);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot score the series in " + data, e);
    }
  }

  private void all(PrintStream report) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(data)) {
      files = found.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    for (Path file : files) {
      Path target = out.resolve(data.relativize(file).toString());
      Files.createDirectories(target.resolveSibling("."));
      try (BufferedReader reader = Files.newBufferedReader(file);
          BufferedWriter writer = Files.newBufferedWriter(target)) {
        score(reader, writer);
      }
    }
    report.printf(
        Locale.ROOT,
        "%d series, %d rows, %.0f rows per second on one core, %d bytes of state per series%n",
        files.size(),
        rows,
        rows / Math.max(nanos / 1e9, 1e-9),
        Detector.BYTES);
  }

  private void score(BufferedReader reader, BufferedWriter writer) throws IOException {
    Detector detector = new Detector();
    reader.readLine();
    writer.write("timestamp,anomaly_score\n");
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isBlank()) {
        continue;
      }
      int comma = line.indexOf(',');
      String stamp = comma < 0 ? line : line.substring(0, comma);
      Instant time = Stamps.parse(stamp);
      double value = Stamps.number(comma < 0 ? "" : line.substring(comma + 1));
      long begin = System.nanoTime();
      double score = detector.observe(time, value).score();
      nanos += System.nanoTime() - begin;
      rows++;
      writer.write(String.format(Locale.ROOT, "%s,%.6f%n", stamp, score));
    }
  }
}
