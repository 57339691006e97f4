package dev.hexad.finops.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastBenchTests {
  /** Larger data than belong into a repository; the folder is named by the environment. */
  private static final Path SHARED =
      Path.of(System.getenv().getOrDefault("HEXAD_BENCH_DATA", "absent"), "m4-dev");

  @TempDir Path folder;

  @Test
  void writesALineForEachSeriesAndStep() throws IOException {
    Path train = folder.resolve("train.csv.gz");
    try (var writer =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(train)), StandardCharsets.UTF_8)) {
      writer.write("series_id,group,frequency,m,h,start,values\n");
      writer.write("all|cost,any,P1D,7,2,2024-06-01,5;5;5;5;5;5;5;5;5;5\n");
    }
    List<String> lines = run(folder);
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).isEqualTo("series_id,step,point,lo80,hi80,lo95,hi95");
    assertThat(lines.get(2)).startsWith("all|cost,2,5.0");
  }

  @Test
  void forecastsTheSharedSeries() throws IOException {
    assumeThat(SHARED).as("HEXAD_BENCH_DATA names no folder with series").exists();
    List<String> lines = run(SHARED);
    assertThat(lines).hasSizeGreaterThan(1000).noneMatch(line -> line.contains("NaN"));
  }

  private List<String> run(Path data) throws IOException {
    Path target = folder.resolve("forecast.csv");
    ForecastBench.run(
        data, target, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    return Files.readAllLines(target);
  }
}
