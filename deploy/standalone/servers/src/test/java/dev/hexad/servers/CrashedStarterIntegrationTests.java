package dev.hexad.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.servers.process.ProcessTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashedStarterIntegrationTests {
  private static final Path BINARIES = Options.fast().binariesFor(Path.of(""));

  @Test
  void durableServersAreAdoptedOrReplaced(@TempDir Path state) throws Exception {
    List<Long> left = startAndKillStarter(state, "durable");
    assertThat(left).allMatch(ProcessTable::isRunning);
    try (EmbeddedServers again = EmbeddedServers.start(state, durable())) {
      assertThat(pids(again)).isEqualTo(left);
      again.killPostgres();
      again.killKafka();
      Files.delete(state.resolve("run/redis.pid"));
    }
    EmbeddedServers third = EmbeddedServers.start(state, durable());
    try {
      assertThat(pids(third)).doesNotContainAnyElementsOf(left);
      assertThat(left).noneMatch(ProcessTable::isRunning);
    } finally {
      third.stop();
    }
    assertThat(pids(third)).containsOnly(0L);
  }

  @Test
  void fastServersDieWithTheirStarter(@TempDir Path state) throws Exception {
    List<Long> left = startAndKillStarter(state, "fast");
    for (int i = 0; i < 100 && left.stream().anyMatch(ProcessTable::isRunning); i++) {
      Thread.sleep(50);
    }
    assertThat(left).noneMatch(ProcessTable::isRunning);
  }

  private static Options durable() {
    return Options.durable().withBinaries(BINARIES);
  }

  private static List<Long> pids(EmbeddedServers servers) {
    return servers.status().stream().map(ServerStatus::pid).toList();
  }

  private static List<Long> startAndKillStarter(Path state, String mode) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    Process starter =
        new ProcessBuilder(java, "-cp", classPath, Starter.class.getName(), state + "", mode)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = firstLine(starter);
    starter.destroyForcibly().waitFor();
    return List.of(line.split(",")).stream().map(Long::parseLong).toList();
  }

  private static String firstLine(Process process) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return String.valueOf(reader.readLine());
  }

  /** Starts servers, prints their pids and waits to be killed. */
  static final class Starter {
    private Starter() {}

    public static void main(String[] arguments) throws InterruptedException {
      Options options = arguments[1].equals("fast") ? Options.fast() : durable();
      EmbeddedServers servers = EmbeddedServers.start(Path.of(arguments[0]), options);
      List<String> pids = pids(servers).stream().map(String::valueOf).toList();
      System.out.println(String.join(",", pids));
      Thread.currentThread().join();
    }
  }
}
