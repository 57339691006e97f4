package dev.hexad.cd.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.problem.HexadException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTests {
  private static final String MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

  @TempDir Path root;

  private List<Manifest> read(String text) throws Exception {
    Files.writeString(root.resolve("a.yaml"), text);
    return ManifestReader.read(root, ".");
  }

  @Test
  void readsDocumentsListsAndJson() throws Exception {
    Files.writeString(
        root.resolve("b.json"),
        "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMapList\","
            + " \"items\": [{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"s\"}}]}");
    assertThat(
            read(MAP + "---\n# nothing\n---\n" + MAP.replace("name: a", "name: b, namespace: n")))
        .extracting(Manifest::id)
        .containsExactly("ConfigMap/a", "ConfigMap/n/b", "Secret/s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: ConfigMap\\nmetadata: {name: a} | a.yaml, document 1 has no apiVersion",
        "apiVersion: v1\\nkind: ConfigMap\\nmetadata: {} | has no metadata.name",
        "- a | is not an object",
        "a: [ | line 1 is not YAML",
        "a: b\\na: c | duplicate key",
        "a: !!java.net.URL [http://x] | is not YAML"
      })
  void namesWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesWhatStandsTwice() {
    assertThatThrownBy(() -> read(MAP + "---\n" + MAP))
        .hasMessageContaining("ConfigMap/a is in a.yaml, document 1 and in a.yaml, document 2");
  }

  @Test
  void refusesWhatIsTooLarge() {
    assertThatThrownBy(() -> read(MAP + "data: {a: " + "x".repeat(1_100_000) + "}\n"))
        .hasMessageContaining("larger than 1 MiB");
    assertThatThrownBy(() -> read((MAP + "---\n# " + "x".repeat(1_000_000) + "\n").repeat(11)))
        .hasMessageContaining("larger than 10 MiB in all");
  }

  @Test
  void refusesBombs() {
    var bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> read(bomb.toString())).isInstanceOf(HexadException.class);
    assertThatThrownBy(() -> read("a: " + "[".repeat(5_000))).isInstanceOf(HexadException.class);
  }

  @Test
  void readsOrRefusesWhatIsBroken() throws Exception {
    var random = new Random(4711);
    byte[] good = (MAP + "data: {a: \"b\", c: [1, 2.5, null]}\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2_000; i++) {
      byte[] bad = good.clone();
      for (int j = 0; j <= random.nextInt(4); j++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(128);
      }
      try {
        assertThat(ManifestReader.parse(new String(bad, StandardCharsets.UTF_8), "fuzz"))
            .isNotEmpty();
      } catch (HexadException e) {
        assertThat(e.getMessage()).contains("fuzz");
      }
    }
  }
}
