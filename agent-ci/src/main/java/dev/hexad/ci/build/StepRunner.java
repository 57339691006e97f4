package dev.hexad.ci.build;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs steps as host processes: the script goes to a file, the environment is clean, output goes to
 * the command's log, and the whole process tree ends with the step.
 */
final class StepRunner {
  private final Path folder;
  private final Path source;
  private final Map<String, String> environment;
  private final ProcessTree.Mark mark;

  StepRunner(Path folder, Path source, Map<String, String> environment) {
    this.folder = folder;
    this.source = source;
    this.environment = Map.copyOf(environment);
    this.mark = new ProcessTree.Mark(folder.resolveSibling(folder.getFileName() + ".pid"));
  }

  /**
   * Runs one step to its end.
   *
   * @throws HexadException of type step-failed or timed-out
   */
  void run(String name, String script, Duration timeout, CommandContext context)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("step.sh"), script);
    Path home = Files.createDirectories(folder.resolve("home"));
    var builder =
        new ProcessBuilder("sh", "-eu", file.toString())
            .directory(source.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    var tree = new ProcessTree(process.toHandle());
    mark.write(process.toHandle());
    try {
      context.onInterrupt(tree::kill);
      Thread output = Thread.ofVirtual().start(() -> copy(process.getInputStream(), context));
      boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      tree.kill();
      output.join(Duration.ofSeconds(5));
      context.checkInterrupted();
      if (!ended) {
        throw new HexadException(
            ProblemType.TIMED_OUT,
            "The step '" + name + "' did not end within " + timeout.toSeconds() + " s.");
      }
      if (process.exitValue() != 0) {
        throw new HexadException(
            ProblemType.STEP_FAILED,
            "The step '" + name + "' ended with exit code " + process.exitValue() + ".");
      }
    } finally {
      tree.kill();
      mark.remove();
    }
  }

  private static void copy(InputStream output, CommandContext context) {
    byte[] buffer = new byte[8192];
    try (output) {
      int n;
      while ((n = output.read(buffer)) >= 0) {
        context.log().write(Arrays.copyOf(buffer, n));
      }
    } catch (IOException e) {
      context.log().line("[output ends: " + e.getMessage() + "]");
    }
  }

  /** Variables that every step has. */
  static Map<String, String> baseEnvironment(List<String> passed) {
    var environment = new java.util.HashMap<String, String>();
    String path = System.getenv("PATH");
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    environment.put("PATH", java + (path == null ? "" : ":" + path));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("CI", "true");
    for (String name : passed) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    return environment;
  }
}
