package dev.hexad.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileObjectStoreTests extends ObjectStoreContractTests {
  @Override
  ObjectStore store() {
    return new FileObjectStore(folder.resolve("objects"));
  }

  @Test
  void leavesNoPartsBehind() throws IOException {
    Path content = Files.writeString(folder.resolve("content"), "x");
    store().put("a/b", content);
    try {
      store().put("a/c", folder.resolve("missing"));
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("missing");
    }

    try (var files = Files.list(folder.resolve("objects/a"))) {
      assertThat(files).containsExactly(folder.resolve("objects/a/b"));
    }
  }
}
