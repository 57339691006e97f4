package dev.hexad.standalone.bench.anomalies;

import dev.hexad.monitoring.detect.group.GroupDetector;
import dev.hexad.monitoring.detect.group.GroupReading;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Scores recorded groups of metrics: learns from one part, then scores the other row by row. */
public final class GroupsBench {
  private static final String TRAIN = "_train.csv.gz";
  private static final String TEST = "_test.csv.gz";

  private GroupsBench() {}

  /** Reads {@code <entity>_train.csv.gz} and its test part, and writes {@code <entity>.csv}. */
  public static void run(Path data, Path out, PrintStream report) {
    try (Stream<Path> found = Files.list(data)) {
      Files.createDirectories(out);
      List<Path> tests = found.filter(file -> file.toString().endsWith(TEST)).sorted().toList();
      for (Path test : tests) {
        String name = test.toFile().getName();
        String entity = name.substring(0, name.length() - TEST.length());
        GroupDetector detector = learn(test.resolveSibling(entity + TRAIN));
        long rows = score(detector, test, out.resolve(entity + ".csv"));
        report.printf(Locale.ROOT, "%s: %d rows%n", entity, rows);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot score the groups in " + data, e);
    }
  }

  private static GroupDetector learn(Path train) throws IOException {
    try (BufferedReader reader = open(train)) {
      String header = reader.readLine();
      if (header == null) {
        throw new IOException(train + " is empty");
      }
      List<String> names = List.of(header.split(","));
      List<double[]> rows = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(values(line, names.size() - 1));
      }
      return GroupDetector.learn(names.subList(1, names.size()), rows);
    }
  }

  private static long score(GroupDetector detector, Path test, Path target) throws IOException {
    long rows = 0;
    try (BufferedReader reader = open(test);
        BufferedWriter writer = Files.newBufferedWriter(target)) {
      String header = reader.readLine();
      int metrics = header == null ? 0 : header.split(",").length - 1;
      writer.write("t,anomaly_score,top_metrics\n");
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        GroupReading reading = detector.observe(values(line, metrics));
        String stamp = line.substring(0, line.indexOf(','));
        String suspects = String.join(";", reading.topMetrics());
        writer.write(String.format(Locale.ROOT, "%s,%.6f,%s%n", stamp, reading.score(), suspects));
        rows++;
      }
    }
    return rows;
  }

  private static double[] values(String line, int metrics) {
    String[] cells = line.split(",", -1);
    double[] values = new double[metrics];
    for (int i = 0; i < metrics; i++) {
      values[i] = Stamps.number(i + 1 < cells.length ? cells[i + 1] : "");
    }
    return values;
  }

  private static BufferedReader open(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
  }
}
