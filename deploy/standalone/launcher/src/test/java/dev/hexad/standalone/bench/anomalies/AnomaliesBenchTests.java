package dev.hexad.standalone.bench.anomalies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnomaliesBenchTests {
  private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());

  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void name() {
    out = folder.resolve("out");
  }

  @Test
  void writesAScoreForEachRowOfASeries() throws IOException {
    Path data = folder.resolve("data").resolve("some");
    Files.createDirectories(data);
    Files.writeString(
        data.resolve("a.csv"),
        "timestamp,value\n2026-01-01 00:00:00,1\n2026-01-01 00:05:00,\n2026-01-01 00:05:00,2.5\n");
    AnomaliesBench.run(folder, out, nowhere);
    assertThat(Files.readAllLines(out.resolve("some").resolve("a.csv")))
        .containsExactly(
            "timestamp,anomaly_score",
            "2026-01-01 00:00:00,0.000000",
            "2026-01-01 00:05:00,0.000000",
            "2026-01-01 00:05:00,0.000000");
  }

  @Test
  void writesScoresAndSuspectsOfAGroup() throws IOException {
    List<String> rows = new ArrayList<>(List.of("t,m1,m2"));
    for (int i = 0; i < 500; i++) {
      rows.add(i + "," + i % 3 + "," + i % 5);
    }
    zip("web_train.csv.gz", rows);
    zip("web_test.csv.gz", List.of("t,m1,m2", "0,1,2", "1,2,90"));
    GroupsBench.run(folder, out, nowhere);
    List<String> lines = Files.readAllLines(out.resolve("web.csv"));
    assertThat(lines).hasSize(3).startsWith("t,anomaly_score,top_metrics");
    assertThat(lines.get(2)).startsWith("1,0.").endsWith(",m2;m1");
  }

  private void zip(String name, List<String> rows) throws IOException {
    try (var target = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      target.write((String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
