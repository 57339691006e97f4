package dev.hexad.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTests {
  @TempDir private Path state;
  private Path output;
  private StartCache cache;

  @BeforeEach
  void recordCache() throws IOException {
    output = state.resolve("services.out");
    cache = new StartCache(state, "b1");
    String option = cache.record().getFirst();
    Files.writeString(Path.of(option.substring(option.indexOf('=') + 1)), "cache");
  }

  @Test
  void completeRecordingIsUsedAndReplacesOlderOnes() throws IOException {
    Path old = Files.writeString(state.resolve("cache/services-b0.aot"), "old");
    Files.writeString(output, "AOTCache creation is complete: x 5 bytes\n");
    cache.settle(output);
    assertThat(cache.use().getFirst()).startsWith("-XX:AOTCache=").endsWith("services-b1.aot");
    assertThat(old).doesNotExist();
  }

  @Test
  void cutOffRecordingIsDropped() throws IOException {
    Files.writeString(output, "something else\n");
    cache.settle(output);
    assertThat(cache.use()).isEmpty();
    assertThat(state.resolve("cache")).isEmptyDirectory();
  }
}
