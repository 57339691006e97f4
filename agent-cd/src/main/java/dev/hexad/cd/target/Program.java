package dev.hexad.cd.target;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of this machine that does a target's work. It gets its arguments as they are and only
 * the variables that it is given, so that nothing of the agent's environment reaches it.
 *
 * @param name for messages, and what to install when it is missing
 */
public record Program(String name, List<String> command, Map<String, String> env, Duration limit) {
  private static final int OUTPUT_BYTES = 10 * 1024 * 1024;

  public Program {
    command = List.copyOf(command);
    env = Map.copyOf(env);
  }

  /** With more arguments. */
  public Program with(List<String> more) {
    var all = new ArrayList<>(command);
    all.addAll(more);
    return new Program(name, all, env, limit);
  }

  /**
   * Runs it and gives what it prints.
   *
   * @throws HexadException of type tool-missing when it is not there, invalid when it fails, with
   *     its own words
   */
  public String run() throws IOException, InterruptedException {
    Path errors = Files.createTempFile("hexad-program", ".err");
    try {
      return run(errors);
    } finally {
      Files.delete(errors);
    }
  }

  private String run(Path errors) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command);
    Map<String, String> variables = new HashMap<>(env);
    String path = builder.environment().get("PATH");
    variables.putIfAbsent("PATH", path == null ? "/usr/bin:/bin" : path);
    builder.environment().clear();
    builder.environment().putAll(variables);
    Process process;
    try {
      process = builder.redirectError(errors.toFile()).start();
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.TOOL_MISSING, name + " is not on the path of the CD agent; install it.", e);
    }
    try (InputStream output = process.getInputStream()) {
      var killer = Thread.startVirtualThread(() -> killLate(process));
      byte[] printed = output.readNBytes(OUTPUT_BYTES + 1);
      if (printed.length > OUTPUT_BYTES) {
        throw new HexadException(ProblemType.INVALID, name + " gives more than 10 MiB.");
      }
      int code = process.waitFor();
      killer.interrupt();
      if (code != 0) {
        throw new HexadException(
            ProblemType.INVALID, name + " says: " + Files.readString(errors).strip());
      }
      return new String(printed, StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  private void killLate(Process process) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      // The process has ended before.
    }
  }
}
