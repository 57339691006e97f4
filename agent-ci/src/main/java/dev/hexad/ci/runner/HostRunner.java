package dev.hexad.ci.runner;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Runs steps as host processes: the script goes to a file, the environment is clean, output goes to
 * the command's log, and the whole process tree ends with the step.
 */
@Component
final class HostRunner implements Runner {
  private static final long LOOK_MILLIS = 250;

  @Override
  public int run(StepRun step, CommandContext context) throws IOException, InterruptedException {
    var tree = new ProcessTree(step.commandId());
    try (var services = new HostServices(step, context)) {
      services.start();
      Process process = start(step, "step.sh", step.script(), Map.of());
      context.onInterrupt(() -> tree.kill(process.toHandle()));
      Thread output = Thread.ofVirtual().start(() -> copy(process.getInputStream(), context));
      try {
        await(step, process, tree);
      } finally {
        tree.kill(process.toHandle());
      }
      output.join(Duration.ofSeconds(5));
      context.checkInterrupted();
      return process.exitValue();
    }
  }

  @Override
  public void clean(String commandId) {
    new ProcessTree(commandId).killMarked();
  }

  static Process start(StepRun step, String fileName, String script, Map<String, String> more)
      throws IOException {
    Path file = Files.writeString(step.folder().resolve(fileName), script);
    Path home = Files.createDirectories(step.folder().resolve("home"));
    var builder =
        new ProcessBuilder("sh", "-eu", file.toString())
            .directory(step.source().toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(step.environment());
    builder.environment().putAll(more);
    builder.environment().put("HOME", home.toString());
    builder.environment().put(ProcessTree.COOKIE, step.commandId());
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private static void await(StepRun step, Process process, ProcessTree tree)
      throws InterruptedException {
    BuildStep.Resources limits = step.resources();
    Integer memoryMb = limits == null ? null : limits.memoryMb();
    long until = System.nanoTime() + step.timeout().toNanos();
    while (!process.waitFor(
        Math.min(LOOK_MILLIS, Math.max(1, (until - System.nanoTime()) / 1_000_000)),
        TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() - until > 0) {
        throw new HexadException(
            ProblemType.TIMED_OUT,
            "The step '"
                + step.name()
                + "' did not end within "
                + step.timeout().toSeconds()
                + " s.");
      }
      if (memoryMb != null && tree.memoryMb(process.toHandle()) > memoryMb) {
        throw new HexadException(
            ProblemType.STEP_FAILED,
            "The step '" + step.name() + "' used more than its " + memoryMb + " MiB of memory.");
      }
    }
  }

  static void copy(InputStream output, CommandContext context) {
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
}
