package dev.example.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProbeAgentTests {
  private static final Path SOURCE = Path.of("src/main/java/dev/example/probe/ProbeAgent.java");

  @Test
  void staysAsShortAsTheGuideSays() throws IOException {
    assertThat(Files.readAllLines(SOURCE)).hasSizeLessThan(60);
  }

  @Test
  void isTheSourceThatTheGuideShows() throws IOException {
    assertThat(Files.readString(Path.of("../../../docs/plugins.md")))
        .contains(Files.readString(SOURCE).strip());
  }
}
