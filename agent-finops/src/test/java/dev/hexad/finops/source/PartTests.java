package dev.hexad.finops.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.finops.focus.ParquetFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTests {
  @Test
  void numberedPartsOfAFolderBelongTogether() {
    var parts =
        List.of(
            new Part("e/BILLING_PERIOD=2026-01/export-00002.csv.gz", "b"),
            new Part("e/BILLING_PERIOD=2026-01/export-00001.csv.gz", "a"),
            new Part("e/BILLING_PERIOD=2026-02/export-00001.csv.gz", "c"),
            new Part("e/BILLING_PERIOD=2026-02/manifest.json", "d"),
            new Part("e/BILLING_PERIOD=2026-03/export-00001.snappy.parquet", "g"),
            new Part("e/BILLING_PERIOD=2026-03/export-00002.snappy.parquet", "h"),
            new Part("focus_2026-03.csv", "e"),
            new Part("focus_2026-04.csv", "f"));
    assertThat(Part.deliveries(parts))
        .extracting(CostSource.Delivery::key)
        .containsExactly(
            "e/BILLING_PERIOD=2026-01/",
            "e/BILLING_PERIOD=2026-02/",
            "e/BILLING_PERIOD=2026-03/",
            "focus_2026-03.csv",
            "focus_2026-04.csv");
    assertThat(Part.grouped(parts).get("e/BILLING_PERIOD=2026-01/"))
        .extracting(Part::version)
        .containsExactly("a", "b");
  }

  @Test
  void aChangedPartChangesTheDelivery() {
    var before = List.of(new Part("m/x-00001.csv", "a"), new Part("m/x-00002.csv", "b"));
    var after = List.of(new Part("m/x-00001.csv", "a"), new Part("m/x-00002.csv", "c"));
    assertThat(Part.deliveries(before).getFirst().version())
        .isNotEqualTo(Part.deliveries(after).getFirst().version());
  }

  private static byte[] gzip(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static String joined(Map<String, byte[]> contents) throws IOException {
    List<Part> parts = contents.keySet().stream().sorted().map(key -> new Part(key, "v")).toList();
    try (var in =
        new JoinedParts(parts, part -> new ByteArrayInputStream(contents.get(part.key())))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void partsAreOneFileWithOneHeader() throws IOException {
    assertThat(
            joined(
                Map.of(
                    "1", gzip("a,b\n1,2"),
                    "2", "a,b\n3,4\n".getBytes(StandardCharsets.UTF_8),
                    "3", gzip("a,b\n"))))
        .isEqualTo("a,b\n1,2\n3,4\n\n");
    assertThat(joined(Map.of())).isEmpty();
  }

  @Test
  void partsInParquetAreOneFileToo(@TempDir Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (int i = 1; i < 3; i++) {
      contents.put(
          "part-" + i,
          Files.readAllBytes(
              ParquetFiles.write(
                  folder.resolve("p" + i),
                  "select 'a' ServiceName, %d BilledCost".formatted(i),
                  "compression snappy")));
    }
    assertThat(joined(contents)).isEqualTo("ServiceName,BilledCost\n\"a\",1\n\n\"a\",2\n");
  }

  @Test
  void partsWithOtherColumnsAreRefused() {
    assertThatThrownBy(() -> joined(Map.of("1", gzip("a,b\n1,2"), "2", gzip("b,a\n1,2"))))
        .hasMessageContaining("2 has other columns");
  }
}
