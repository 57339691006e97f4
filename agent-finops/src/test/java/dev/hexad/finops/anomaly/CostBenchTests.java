package dev.hexad.finops.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostBenchTests {
  /** Larger data than belong into a repository; the folder is named by the environment. */
  private static final Path SHARED =
      Path.of(System.getenv().getOrDefault("HEXAD_BENCH_DATA", "absent"), "focus-dev");

  @TempDir Path folder;

  @Test
  void readsABillAndWritesWhatItFinds() throws IOException {
    try (var writer =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(folder.resolve("focus_2024-01.csv.gz"))),
            StandardCharsets.UTF_8)) {
      writer.write(
          "ChargeCategory,ChargePeriodStart,EffectiveCost,ProviderName,RegionId,ServiceName,"
              + "SubAccountId,Tags\n");
      for (int day = 0; day < 100; day++) {
        LocalDate date = Bill.FIRST.plusDays(day);
        double cost = 100 + day % 7 * 2 + (day == 90 ? 200 : 0);
        writer.write(
            "Usage,"
                + date
                + "T00:00:00Z,"
                + cost
                + ",cloud,north,\"compute, large\",a1,\"{\"\"application\"\":\"\"shop\"\"}\"\n");
        writer.write("Tax," + date + "T00:00:00Z," + day * 1000 + ",cloud,,tax,a1,\n");
      }
    }
    assertThat(run(folder))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("1,2024-03-31,2024-03-31,2024-03-31,cloud,a1,\"compute, large\",north,shop,");
  }

  @Test
  void goesThroughTheSharedBill() throws IOException {
    assumeThat(SHARED).as("HEXAD_BENCH_DATA names no folder with a bill").exists();
    assertThat(run(SHARED)).hasSizeBetween(40, 90);
  }

  private List<String> run(Path data) throws IOException {
    Path target = folder.resolve("found.csv");
    CostBench.run(
        data, target, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    return Files.readAllLines(target);
  }
}
