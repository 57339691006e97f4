package dev.hexad.finops.anomaly;

import dev.hexad.contracts.message.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;

/** Goes through a bill day by day and writes what it finds, for scoring. */
public final class CostBench {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
  private static final String HEADER =
      "detection_id,detected_on,start_date,end_date,provider,sub_account_id,service,region,"
          + "application,score,direction,change_id\n";

  private final CostAnomalies anomalies = new CostAnomalies();
  private final List<Detection> found = new ArrayList<>();
  private final List<Charge> pending = new ArrayList<>();
  private LocalDate current = LocalDate.MIN;
  private int rows;

  private CostBench() {}

  /**
   * Reads {@code focus_*.csv.gz} and {@code change_events.csv}.
   *
   * @param data the folder to read from
   * @param target the file to write
   */
  public static void run(Path data, Path target, PrintStream out) throws IOException {
    long begin = System.nanoTime();
    var bench = new CostBench();
    bench.changes(data.resolve("change_events.csv"));
    List<Path> files;
    try (var list = Files.list(data)) {
      files =
          list.filter(file -> file.getFileName().toString().matches("focus_.*\\.csv\\.gz"))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      bench.bill(file);
    }
    bench.close();
    try (var writer = Files.newBufferedWriter(target)) {
      writer.write(HEADER);
      for (int i = 0; i < bench.found.size(); i++) {
        writer.write(line(i + 1, bench.found.get(i)));
      }
    }
    out.printf(
        "%,d rows, %d detections in %.1f s%n",
        bench.rows, bench.found.size(), (System.nanoTime() - begin) / 1e9);
  }

  private void changes(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (var parser = FORMAT.parse(Files.newBufferedReader(file))) {
      for (CSVRecord row : parser) {
        anomalies.change(
            new Change(
                row.get("change_id"),
                LocalDate.parse(row.get("date")),
                new Place(
                    row.get("provider"),
                    row.get("sub_account_id"),
                    row.get("service"),
                    row.get("region"),
                    row.get("application")),
                row.get("kind"),
                Boolean.parseBoolean(row.get("planned"))));
      }
    }
  }

  private void bill(Path file) throws IOException {
    try (var text =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
        var parser = FORMAT.parse(text)) {
      for (CSVRecord row : parser) {
        rows++;
        LocalDate day = LocalDate.parse(row.get("ChargePeriodStart").substring(0, 10));
        if (day.isAfter(current)) {
          close();
          current = day;
        }
        if (row.get("ChargeCategory").equals("Usage")) {
          pending.add(new Charge(day, place(row), Double.parseDouble(row.get("EffectiveCost"))));
        }
      }
    }
  }

  private void close() {
    if (!current.equals(LocalDate.MIN)) {
      found.addAll(anomalies.day(current, pending));
    }
    pending.clear();
  }

  private static Place place(CSVRecord row) {
    String tags = row.get("Tags");
    JsonNode application = tags.isBlank() ? null : Json.mapper().readTree(tags).get("application");
    return new Place(
        row.get("ProviderName"),
        row.get("SubAccountId"),
        row.get("ServiceName"),
        row.get("RegionId"),
        application == null || !application.isString()
            ? Place.UNTAGGED
            : application.stringValue());
  }

  private static String line(int id, Detection detection) {
    Place where = detection.where();
    return String.join(
            ",",
            Integer.toString(id),
            detection.detectedOn().toString(),
            detection.start().toString(),
            detection.detectedOn().toString(),
            quoted(where.provider()),
            quoted(where.account()),
            quoted(where.service()),
            quoted(where.region()),
            quoted(where.application()),
            String.format(Locale.ROOT, "%.4f", detection.score()),
            detection.up() ? "up" : "down",
            detection.changeId())
        + "\n";
  }

  private static String quoted(String text) {
    return text.contains(",") || text.contains("\"")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
