package dev.hexad.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LauncherTests {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void unknownCommandIsUsageError() {
    assertThat(run("fly")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("unknown command fly", "status");
  }

  @Test
  void unknownOptionIsNamed() {
    assertThat(run("up", "--laiout", "single")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("unknown argument --laiout");
  }

  @Test
  void unknownLayoutIsRefusedBeforeAnythingStarts() {
    assertThat(run("up", "--layout", "many")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("'single' or 'processes'");
  }

  @Test
  void helpListsTheCommands() {
    assertThat(run("help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("up ", "down ", "status ");
  }

  private int run(String... words) {
    return Launcher.run(
        List.of(words),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
