package dev.hexad.cd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.springframework.util.FileSystemUtils;

/** A Docker engine of the tests' own, apart from any other: own folders, socket and bridge. */
public final class TestDockerEngine {
  private static final long START_MILLIS = 20_000;

  private static @Nullable TestDockerEngine shared;

  private final Path folder;
  private final String bridge;
  private final Process process;

  private TestDockerEngine(Path folder, String bridge, Process process) {
    this.folder = folder;
    this.bridge = bridge;
    this.process = process;
  }

  /** One for all tests of this JVM; gone with it. */
  public static synchronized TestDockerEngine shared() throws Exception {
    if (shared == null) {
      shared = start();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::stop));
    }
    return shared;
  }

  /** Needed where CI=true; elsewhere the tests are passed over with the reason. */
  private static TestDockerEngine start() throws Exception {
    Path folder = Files.createTempDirectory("hxd");
    int number = ThreadLocalRandom.current().nextInt(1, 255);
    String bridge = "hxdt" + number;
    try {
      run("ip", "link", "add", "name", bridge, "type", "bridge");
      run("ip", "addr", "add", "10.213." + number + ".1/24", "dev", bridge);
      run("ip", "link", "set", bridge, "up");
      var engine = new TestDockerEngine(folder, bridge, dockerd(folder, bridge));
      engine.awaitStart();
      return engine;
    } catch (IOException e) {
      runQuietly("ip", "link", "del", bridge);
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError("a Docker engine is needed when CI=true", e);
      }
      Assumptions.abort("no Docker engine: " + e.getMessage());
      throw e;
    }
  }

  private static Process dockerd(Path folder, String bridge) throws IOException {
    return new ProcessBuilder(
            "dockerd",
            "--data-root=" + folder.resolve("data"),
            "--exec-root=" + folder.resolve("exec"),
            "--pidfile=" + folder.resolve("pid"),
            "--host=unix://" + folder.resolve("s"),
            "--bridge=" + bridge,
            "--iptables=false",
            "--ip6tables=false",
            "--ip-masq=false",
            "--storage-driver=vfs",
            "--shutdown-timeout=1")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private void awaitStart() throws IOException, InterruptedException {
    long end = System.currentTimeMillis() + START_MILLIS;
    Path log = folder.resolve("log");
    while (!Files.readString(log).contains("API listen on")) {
      if (!process.isAlive() || System.currentTimeMillis() > end) {
        String said = Files.readString(log).lines().reduce((a, b) -> b).orElse("nothing");
        process.destroyForcibly();
        throw new IOException("dockerd does not start, it says: " + said);
      }
      Thread.sleep(100);
    }
  }

  public String host() {
    return "unix://" + folder.resolve("s");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output.strip());
    }
  }

  private static void runQuietly(String... command) throws InterruptedException {
    try {
      run(command);
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      runQuietly("ip", "link", "del", bridge);
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException | InterruptedException e) {
      System.err.println("the test's Docker engine left something in " + folder + ": " + e);
    }
  }
}
