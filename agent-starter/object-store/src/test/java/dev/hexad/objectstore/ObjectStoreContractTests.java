package dev.hexad.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does, whatever keeps the objects. */
abstract class ObjectStoreContractTests {
  private static final int LARGE = 20 * 1024 * 1024;

  @TempDir Path folder;

  abstract ObjectStore store();

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "content", null), text);
  }

  private String text(String key) throws IOException {
    try (InputStream in = store().open(key).orElseThrow()) {
      return new String(in.readAllBytes());
    }
  }

  @Test
  void givesBackWhatWasPut() throws IOException {
    store().put("builds/1/report.txt", file("grün\n"));

    assertThat(text("builds/1/report.txt")).isEqualTo("grün\n");
  }

  @Test
  void keepsAnEmptyObject() throws IOException {
    store().put("empty", file(""));

    assertThat(text("empty")).isEmpty();
  }

  @Test
  void putsOverAnEarlierObject() throws IOException {
    store().put("twice", file("a long first content"));
    store().put("twice", file("second"));

    assertThat(text("twice")).isEqualTo("second");
  }

  @Test
  void saysThatThereIsNone() throws IOException {
    assertThat(store().open("no/such-object")).isEmpty();
    store().delete("no/such-object");
  }

  @Test
  void deletes() throws IOException {
    store().put("gone", file("x"));
    store().delete("gone");

    assertThat(store().open("gone")).isEmpty();
  }

  @Test
  void carriesLargeObjects() throws Exception {
    Path large = folder.resolve("large");
    byte[] block = new byte[1024 * 1024];
    var random = new Random(7);
    MessageDigest written = MessageDigest.getInstance("SHA-256");
    try (var out = Files.newOutputStream(large)) {
      for (int i = 0; i < LARGE / block.length; i++) {
        random.nextBytes(block);
        written.update(block);
        out.write(block);
      }
    }
    store().put("large.bin", large);

    MessageDigest read = MessageDigest.getInstance("SHA-256");
    try (var in = new DigestInputStream(store().open("large.bin").orElseThrow(), read)) {
      assertThat(in.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(LARGE);
    }
    assertThat(read.digest()).isEqualTo(written.digest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a//b", "../a", "a/../b", "a/.hidden", "a b", "a\\b", "a\u0000b", "ä"})
  void refusesWhatIsNoKey(String key) throws IOException {
    Path content = file("x");

    assertThatIllegalArgumentException().isThrownBy(() -> store().put(key, content));
    assertThatIllegalArgumentException().isThrownBy(() -> store().open(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store().delete(key));
  }

  @Test
  void keepsTheEarlierObjectWhenAPutFails() throws IOException {
    store().put("kept", file("earlier"));

    assertThatIOException().isThrownBy(() -> store().put("kept", folder.resolve("no-such-file")));
    assertThat(text("kept")).isEqualTo("earlier");
  }

  @Test
  void leavesOneWholeObjectWhenManyPutAtOnce() throws Exception {
    var contents = new ArrayList<String>();
    var puts = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        String content = ("content " + i + "\n").repeat(1000);
        contents.add(content);
        Path file = file(content);
        puts.add(
            threads.submit(() -> {
              store().put("contested", file);
              return null;
            }));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    }

    assertThat(List.of(text("contested"))).isSubsetOf(contents);
  }
}
